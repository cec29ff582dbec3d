import GateCore

extension AuditRecord {
    /// The record as admins are shown it.
    var json: OrderedJSON {
        [
            "id": .text(id.rawValue), "at": .time(at), "tenant": .text(tenant.rawValue),
            "key": .text(key.rawValue), "end_user": .text(endUser),
            "surface": .text(surface.rawValue), "kind": .text(kind),
            "task": .text(task?.rawValue), "outcome": .text(outcome.rawValue),
            "action": .text(action.rawValue), "code": .number(code?.rawValue),
            "ended_by": .text(endedBy), "stages": .list(stages.map(\.json)),
            "matches": matches.json(.full), "revision": .text(revision), "prompt": .text(prompt),
        ]
    }

    /// The names of the columns of `csvCells`.
    static let csvHeader = [
        "at", "id", "tenant", "key", "surface", "kind", "task", "outcome", "action", "code",
        "ended_by", "rules", "terms", "revision", "prompt",
    ]

    /// The record as a line of a table.
    var csvCells: [String] {
        [
            at.iso8601, id.rawValue, tenant.rawValue, key.rawValue, surface.rawValue, kind,
            task?.rawValue ?? "", outcome.rawValue, action.rawValue,
            code.map { String($0.rawValue) } ?? "", endedBy ?? "",
            matches.map(\.rule).joined(separator: " "),
            matches.map(\.term).joined(separator: " | "),
            revision, prompt,
        ]
    }
}

extension StageRun {
    fileprivate var json: OrderedJSON {
        [
            "stage": .text(stage), "verdict": .text(verdict), "mode": .text(mode.rawValue),
            "microseconds": .number(Int(microseconds)),
        ]
    }
}
