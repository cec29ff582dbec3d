import GateCore

extension RuleSimulation {
    /// The simulation as operators are shown it.
    /// - Parameter skipped: how many records have no text to judge.
    func json(skipped: Int) -> OrderedJSON {
        [
            "active": .text(active), "candidate": .text(candidate), "judged": .number(judged),
            "skipped": .number(skipped), "changed": .number(changedCount),
            "stricter": .number(stricter), "milder": .number(milder),
            "data": .list(changed.map(\.json)),
        ]
    }
}

extension RuleSimulation.Change {
    fileprivate var json: OrderedJSON {
        ["id": .text(id), "before": before.json, "after": after.json]
    }
}

extension RuleSimulation.Finding {
    fileprivate var json: OrderedJSON {
        ["action": .text(action.rawValue), "rules": .list(rules.map { .text($0) })]
    }
}
