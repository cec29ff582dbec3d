import GateCore

/// promptgate's own verdict: `{"action","flagged","matches":[…]}`, as `POST /v1/moderate`
/// gives it. A service of one's own needs `action` alone.
struct PromptgateWire: ServiceWire {
    func body(_ question: Question, _ settings: ServiceSettings) -> JSONValue {
        let details = question.details(
            settings.details, tenant: "tenant", kind: "kind", user: "user")
        return .object(details.merging(["text": .string(question.text)]) { $1 })
    }

    func finding(
        in answer: JSONValue, of question: Question, _ settings: ServiceSettings
    ) throws(AnswerFault) -> Finding {
        guard let word = answer["action"]?.string, let action = RuleAction(rawValue: word) else {
            throw AnswerFault("the answer has no action that is one")
        }
        let isHit = action != .allow
        if let flagged = answer["flagged"], flagged != .bool(isHit) {
            throw AnswerFault("the answer contradicts itself in action and flagged")
        }
        guard isHit else { return .clear }
        let length = question.length
        let spots = (answer["matches"]?.array ?? []).prefix(Finding.mostSpots)
            .compactMap { spot($0, length) }
        return Finding(isHit: true, action: action, spots: spots)
    }

    /// Nil for what is no match.
    private func spot(_ match: JSONValue, _ length: Int) -> Finding.Spot? {
        let rule = match["rule"]?.string.flatMap(Label.init)?.text
        let category = match["category"]?.string.flatMap(Label.init)?.text
        guard let name = category ?? rule else { return nil }
        return Finding.Spot(
            category: name, rule: rule,
            severity: match["severity"]?.string.flatMap(RuleSeverity.init) ?? .high,
            action: match["action"]?.string.flatMap(RuleAction.init),
            span: span(match["span"], length),
            folding: match["folding"]?.string.flatMap(Folding.init) ?? .exact)
    }

    /// Nil, for the whole text, where it is no place in it.
    private func span(_ value: JSONValue?, _ length: Int) -> Range<Int>? {
        guard let start = value?[0]?.int, let end = value?[1]?.int, 0 <= start, start <= end,
            end <= length
        else { return nil }
        return Int(start)..<Int(end)
    }
}
