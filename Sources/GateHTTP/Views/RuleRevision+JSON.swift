import GateCore

extension RuleRevision {
    /// The revision as operators are shown it.
    var json: OrderedJSON {
        [
            "revision": .text(revision), "at": .time(at), "rules": .number(rules),
            "active": .flag(isActive),
        ]
    }
}
