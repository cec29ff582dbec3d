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
        guard explain == .full else { return kind.adding(["message": .text(message)]) }
        return kind.adding(place).adding(layersJSON).adding(["message": .text(message)])
    }

    private var layersJSON: OrderedJSON {
        guard let layers, !layers.isEmpty else { return .members([]) }
        return ["layers": .list(layers.map { .text($0) })]
    }
}

extension [RuleMatch] {
    /// All of them, in order.
    func json(_ explain: ExplainMode) -> OrderedJSON { .list(map { $0.json(explain) }) }
}
