import GateCore

/// Looks whether an accepted suggestion does what it was made for.
struct SuggestionCheck {
    private let order: SuggestionOrder
    private let rules: any RuleSet

    /// - Parameters:
    ///   - order: what was carried out.
    ///   - rules: those in force since.
    init(_ order: SuggestionOrder, _ rules: any RuleSet) {
        self.order = order
        self.rules = rules
    }

    /// What the acceptance did.
    func outcome(_ changes: [RuleFileChange], note: String?) -> SuggestionOutcome {
        let obstacle = obstacle()
        return SuggestionOutcome(
            scope: order.scope, term: order.edit.term, files: changes.map(\.file),
            revision: rules.revision, isEffective: obstacle == nil, remark: obstacle, note: note)
    }

    /// Why the example is not judged as was wished; nil when it is.
    private func obstacle() -> String? {
        let text = order.suggestion.judgedExample ?? order.edit.term
        let judgement = rules.judge(text, tenant: order.suggestion.tenant)
        switch order.edit.effect {
        case .ban:
            guard judgement.action < order.edit.action ?? .flag else { return nil }
            return "The example is not found by the new entry: its action is "
                + "\(judgement.action.rawValue)."
        case .allow:
            guard let match = judgement.matches.max(by: { $0.action < $1.action }) else {
                return nil
            }
            return "The example still meets rule \(match.rule) (\(match.action.rawValue)) at "
                + "\"\(match.text)\"."
        }
    }
}
