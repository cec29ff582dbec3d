import GateCore

extension Suggestion {
    /// The suggestion as its tenant is shown it.
    var json: OrderedJSON {
        .members(SuggestionBody.members(of: self).map { ($0.name, .value($0.value)) })
    }

    /// The suggestion as an admin is shown it.
    var adminJSON: OrderedJSON {
        let outcome = decision?.outcome
        return json.adding([
            "tenant": .text(tenant.rawValue), "key": .text(key?.rawValue),
            "words": .list(words.map { .text($0) }), "task": .text(task?.rawValue),
            "decided_by": .text(decision?.by.rawValue),
            "accepted_term": .text(outcome?.term),
            "files": .list((outcome?.files ?? []).map { .text($0) }),
            "revision": .text(outcome?.revision), "obstacle": .text(outcome?.remark),
            "note": .text(outcome?.note),
        ])
    }
}

extension SuggestionProspect {
    /// What accepting it would change, besides the suggestion itself.
    /// - Parameter skipped: how many audited records have no text to judge.
    func json(skipped: Int) -> OrderedJSON {
        let text = suggestion.judgedExample ?? ""
        return suggestion.adminJSON.adding([
            "now": now?.json(text: text, .full) ?? .value(.null),
            "then": preview?.then.json(text: text, .full) ?? .value(.null),
            "changes": .list((preview?.changes ?? []).map(\.json)),
            "simulation": preview?.simulation.json(skipped: skipped) ?? .value(.null),
            "cannot_accept": .text(obstacle?.detail),
        ])
    }
}

extension RuleFileChange {
    fileprivate var json: OrderedJSON {
        [
            "file": .text(file), "line": .number(line), "added": .text(added),
            "new_file": .flag(isNew),
        ]
    }
}
