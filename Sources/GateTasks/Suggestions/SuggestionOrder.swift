import GateCore

/// A suggestion with an admin's terms, as the change of the rule files that it asks for.
struct SuggestionOrder: Sendable {
    let suggestion: Suggestion
    let scope: SuggestionScope
    let edit: RuleEdit

    /// - Parameters:
    ///   - suggestion: what was asked for.
    ///   - terms: how the admin wants it.
    ///   - now: the date that goes into the file.
    /// - Throws: `badParameters` for terms that do not fit together.
    init(
        _ suggestion: Suggestion, _ terms: SuggestionTerms, at now: Timestamp
    ) throws(Problem) {
        guard let term = terms.term ?? suggestion.term else {
            throw Self.refusal("term", "is required: the suggestion names no words")
        }
        scope = terms.scope ?? (suggestion.kind == .ban ? .all : .tenant)
        self.suggestion = suggestion
        edit = RuleEdit(
            suggestion.kind == .ban ? .ban : .allow, term: term,
            tenant: scope == .tenant ? suggestion.tenant : nil, list: terms.list,
            category: terms.category, severity: terms.severity, action: terms.action,
            ruleID: "suggested.\(suggestion.id)", remark: Self.remark(suggestion, terms, now))
        try Self.check(edit)
    }

    private static func check(_ edit: RuleEdit) throws(Problem) {
        let isRule = edit.namesTraits
        if edit.effect == .allow, isRule {
            throw refusal("action", "and category and severity are of bans alone")
        }
        if edit.list != nil, isRule {
            throw refusal("list", "fixes category, action and severity; leave them out")
        }
        if edit.list != nil, edit.tenant != nil {
            throw refusal("list", "holds for all tenants; leave it out, or the scope")
        }
        if edit.action == .allow { throw refusal("action", "must not be allow in a ban") }
    }

    private static func remark(
        _ suggestion: Suggestion, _ terms: SuggestionTerms, _ now: Timestamp
    ) -> String {
        let origin = "suggestion \(suggestion.id), accepted \(now.isoDay)"
        return terms.note.map { "\(origin): \($0)" } ?? origin
    }

    private static func refusal(_ field: String, _ reason: String) -> Problem {
        Problem(
            .badParameters, "\(field) \(reason).", fields: [FieldFault(field, reason)])
    }
}
