import GateCore

extension RuleDiff {
    /// The difference as operators are shown it.
    var json: OrderedJSON {
        [
            "from": .text(from), "to": .text(to), "added": .list(added.map { .text($0) }),
            "removed": .list(removed.map { .text($0) }),
            "changed": .list(
                changed.map {
                    ["rule": .text($0.rule), "fields": .list($0.fields.map { .text($0) })]
                }),
            "stages": stages.json,
        ]
    }
}

extension StageDiff {
    /// The difference as operators are shown it.
    var json: OrderedJSON {
        [
            "added": .list(added.map { .text($0) }),
            "removed": .list(removed.map { .text($0) }),
            "changed": .list(
                changed.map {
                    ["stage": .text($0.stage), "fields": .list($0.fields.map { .text($0) })]
                }),
            "reordered": .list(reordered.map { .text($0) }),
        ]
    }
}
