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
            "admin": admin.map(\.json) ?? .text(nil),
        ]
    }

    /// The names of the columns of `csvCells`. New ones come last, for readers that count.
    static let csvHeader = [
        "at", "id", "tenant", "key", "surface", "kind", "task", "outcome", "action", "code",
        "ended_by", "rules", "terms", "revision", "prompt", "end_user", "stages", "matches",
        "admin",
    ]

    /// The record as a line of a table; what has parts of its own is written as JSON.
    var csvCells: [String] {
        [
            at.iso8601, id.rawValue, tenant.rawValue, key.rawValue, surface.rawValue, kind,
            task?.rawValue ?? "", outcome.rawValue, action.rawValue,
            code.map { String($0.rawValue) } ?? "", endedBy ?? "",
            matches.map(\.rule).joined(separator: " "),
            matches.map(\.term).joined(separator: " | "),
            revision, prompt, endUser ?? "", OrderedJSON.list(stages.map(\.json)).text,
            matches.json(.full).text, admin.map(\.json.text) ?? "",
        ]
    }
}

extension AdminAction {
    fileprivate var json: OrderedJSON {
        [
            "actor": .text(actor.rawValue), "action": .text(action), "target": .text(target),
            "detail": .value(detail),
        ]
    }
}

extension OrderedJSON {
    fileprivate var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension StageRun {
    fileprivate var json: OrderedJSON {
        [
            "stage": .text(stage), "verdict": .text(verdict), "mode": .text(mode.rawValue),
            "microseconds": .number(Int(microseconds)), "note": .text(note),
        ]
    }
}
