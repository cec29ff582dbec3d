import GateCore

extension AccountHealth {
    /// The account's state in one word, and the reason where there is one.
    var json: OrderedJSON {
        switch self {
        case .connected: ["state": "connected", "reason": .text(nil)]
        case .connecting: ["state": "connecting", "reason": .text(nil)]
        case .parked(let reason): ["state": "parked", "reason": .text(reason)]
        }
    }
}

extension AccountHealth? {
    /// The same, where there may be no account.
    var json: OrderedJSON { self?.json ?? ["state": "unconfigured", "reason": .text(nil)] }
}
