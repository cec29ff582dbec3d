import GateCore

/// The `POST /analyze/prompt` of llm-guard's API server.
struct LLMGuardWire: ServiceWire {
    func body(_ question: Question, _ settings: ServiceSettings) -> JSONValue {
        ["prompt": .string(question.text)]
    }

    func finding(
        in answer: JSONValue, of question: Question, _ settings: ServiceSettings
    ) throws(AnswerFault) -> Finding {
        guard let isValid = answer["is_valid"]?.bool else {
            throw AnswerFault("the answer has no is_valid")
        }
        let scores = answer["scanners"]?.scores
        guard settings.limits.isEmpty else {
            guard let scores, !scores.isEmpty else {
                throw AnswerFault("the answer has no scores")
            }
            return try Finding(scores, by: settings.limits)
        }
        guard !isValid else { return .clear }
        let named = (scores ?? [:]).filter { $0.value > 0 }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return Finding(isHit: true, categories: named.map(\.key))
    }
}
