import GateCore

/// The bodies of the calls about suggestions.
enum SuggestionForm {
    /// `POST /v1/suggestions`.
    /// - Throws: `Problem` (`badParameters`) with every fault.
    static func draft(_ fields: FieldReader) throws(Problem) -> SuggestionDraft {
        var fields = fields
        let kind = fields.choice("kind", SuggestionKind.self, required: true)
        let term = fields.string("term", .term, required: true)
        let example = fields.string("example", .example)
        let reason = fields.string("reason", .explanation)
        try fields.finish()
        return SuggestionDraft(
            kind: kind ?? .ban, term: term ?? "", example: example, reason: reason)
    }

    /// `POST /v1/admin/suggestions/{id}/accept`.
    /// - Throws: `Problem` (`badParameters`) with every fault.
    static func terms(_ fields: FieldReader) throws(Problem) -> SuggestionTerms {
        var fields = fields
        var terms = SuggestionTerms()
        terms.scope = fields.choice("scope", SuggestionScope.self)
        terms.term = fields.string("term", .term)
        terms.list = fields.string("list", .label)
        terms.category = fields.string("category", .label)
        terms.action = fields.choice("action", RuleAction.self)
        terms.severity = fields.choice("severity", RuleSeverity.self)
        terms.note = fields.string("note", .label)
        try fields.finish()
        return terms
    }

    /// `POST /v1/admin/suggestions/{id}/decline`.
    /// - Throws: `Problem` (`badParameters`) with every fault.
    static func reason(_ fields: FieldReader) throws(Problem) -> String? {
        var fields = fields
        let reason = fields.string("reason", .explanation)
        try fields.finish()
        return reason
    }
}
