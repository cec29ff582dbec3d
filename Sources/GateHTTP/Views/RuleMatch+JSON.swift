import GateCore

extension RuleMatch {
    /// The match as a tenant is shown it. In `category` mode the rules' words and where
    /// they matched are left out, or a tenant could work them out by trying.
    func json(_ explain: ExplainMode) -> OrderedJSON {
        let kind: OrderedJSON = [
            "rule": .text(rule), "category": .text(category),
            "severity": .text(severity.rawValue), "action": .text(action.rawValue),
        ]
        let place: OrderedJSON = [
            "span": .list(span.map { .number($0) }), "text": .text(text), "term": .text(term),
            "folding": .text(folding.rawValue),
        ]
        return (explain == .full ? kind.adding(place) : kind).adding(["message": .text(message)])
    }
}

extension [RuleMatch] {
    /// All of them, in order.
    func json(_ explain: ExplainMode) -> OrderedJSON { .list(map { $0.json(explain) }) }
}
