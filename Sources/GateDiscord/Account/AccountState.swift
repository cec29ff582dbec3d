import GateCore
import Synchronization

/// What the listener and the dispatcher of one account tell each other.
public final class AccountState: Sendable {
    fileprivate struct State {
        var sessionID: String?
        var health = AccountHealth.connecting
    }

    private let state = Mutex(State())

    /// Connecting, with no session yet.
    public init() {}

    /// READY's `session_id` of the user's session, for interactions.
    public var sessionID: String? { state.withLock { $0.sessionID } }

    /// Connected, connecting or parked.
    public var health: AccountHealth { state.withLock { $0.health } }

    /// The Gateway session stands.
    public func connected(sessionID: String) {
        state.withLock { state in
            state.sessionID = sessionID
            if !state.isParked { state.health = .connected }
        }
    }

    /// The Gateway session stands, and the user's session id stays what it was: for a
    /// resumed session, and for a bot's, whose id interactions of the user cannot use.
    public func listening() {
        state.withLock { if !$0.isParked { $0.health = .connected } }
    }

    /// The Gateway session is being made or resumed.
    public func connecting() {
        state.withLock { if !$0.isParked { $0.health = .connecting } }
    }

    /// Stops the account for good, until the process is started anew: the first reason stays.
    public func park(_ reason: String) {
        state.withLock { if !$0.isParked { $0.health = .parked(reason) } }
    }
}

extension AccountState.State {
    fileprivate var isParked: Bool {
        if case .parked = health { return true }
        return false
    }
}
