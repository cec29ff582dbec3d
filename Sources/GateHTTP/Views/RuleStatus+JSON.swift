import GateCore

extension RuleStatus {
    /// The status as operators are shown it.
    var json: OrderedJSON {
        [
            "state": .text(state.rawValue), "active": .text(active), "source": .text(source),
            "rules": .number(rules), "rejected": .list(rejected.map(\.json)),
            "since": .time(since), "pinned": .flag(isPinned),
        ]
    }
}

extension RuleFault {
    var json: OrderedJSON {
        [
            "file": .text(file), "line": .number(line), "column": .number(column),
            "message": .text(message), "remedy": .text(remedy),
        ]
    }
}
