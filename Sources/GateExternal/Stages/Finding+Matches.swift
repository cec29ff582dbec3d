import GateCore

extension Finding {
    /// The category of what a service gives no name.
    static let namelessCategory = "external"

    /// What was found as matches of rules: reports, records and answers know those. Their
    /// rules are named `external:` and the service's name, so that none is taken for a rule of
    /// the rule files.
    ///
    /// A match of the whole text repeats none of it.
    ///
    /// - Parameters:
    ///   - question: what was asked.
    ///   - action: what follows; the strongest of the matches has it.
    ///   - isForced: whether all of them have it, whatever the service would do.
    func matches(in question: Question, action: RuleAction, isForced: Bool) -> [RuleMatch] {
        let scalars = Array(question.text.unicodeScalars)
        let found = spots.map { spot in
            let wanted = isForced ? action : min(spot.action ?? action, action)
            return match(spot, wanted == .allow ? .flag : wanted, scalars)
        }
        guard !found.contains(where: { $0.action == action }) else { return found }
        return [match(Spot(category: Self.namelessCategory), action, scalars)] + found
    }

    private func match(
        _ spot: Spot, _ action: RuleAction, _ scalars: [Unicode.Scalar]
    ) -> RuleMatch {
        var text = ""
        if let span = spot.span { text.unicodeScalars.append(contentsOf: scalars[span]) }
        let isNameless = spot.category == Self.namelessCategory && spot.rule == nil
        return RuleMatch(
            rule: isNameless ? "external" : "external:\(spot.rule ?? spot.category)",
            category: spot.category, severity: spot.severity, action: action,
            span: spot.span ?? 0..<scalars.count, text: text, term: spot.category,
            folding: spot.folding,
            openAI: OpenAICategory.names.contains(spot.category) ? [spot.category] : [])
    }
}
