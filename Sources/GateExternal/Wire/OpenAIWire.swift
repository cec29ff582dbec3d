import GateCore

/// OpenAI's `POST /v1/moderations`.
///
/// Source: openai-openapi of 2026-08-21, CreateModerationRequest and -Response.
struct OpenAIWire: ServiceWire {
    func body(_ question: Question, _ settings: ServiceSettings) -> JSONValue {
        var body: [String: JSONValue] = ["input": .string(question.text)]
        body["model"] = settings.model.map { .string($0) }
        return .object(body)
    }

    func finding(
        in answer: JSONValue, of question: Question, _ settings: ServiceSettings
    ) throws(AnswerFault) -> Finding {
        // One text was sent, so one result says it all; another number is another question's.
        guard let results = answer["results"]?.array, results.count == 1 else {
            throw AnswerFault("the answer has not one result")
        }
        guard settings.limits.isEmpty else { return try judged(results[0], by: settings.limits) }
        guard let flagged = results[0]["flagged"]?.bool else {
            throw AnswerFault("the result does not say whether it is flagged")
        }
        guard flagged else { return .clear }
        let scores = results[0]["category_scores"]?.scores ?? [:]
        let named = (results[0]["categories"]?.object ?? [:])
            .filter { $0.value.bool == true }.map(\.key)
            .sorted { (scores[$1] ?? 0, $0) < (scores[$0] ?? 0, $1) }
        return Finding(isHit: true, categories: named)
    }

    private func judged(
        _ result: JSONValue, by limits: ScoreLimits
    ) throws(AnswerFault) -> Finding {
        guard let scores = result["category_scores"]?.scores, !scores.isEmpty else {
            throw AnswerFault("the result has no scores")
        }
        return try Finding(scores, by: limits)
    }
}

extension Finding {
    /// What `limits` make of `scores`. A category with a limit of its own must have a score,
    /// or a misspelt one would never be found; unless something was found anyway.
    init(_ scores: [String: Double], by limits: ScoreLimits) throws(AnswerFault) {
        let reached = limits.reached(by: scores)
        if reached.isEmpty, let missing = limits.missing(from: scores) {
            throw AnswerFault("the answer has no score for \(missing)")
        }
        self.init(isHit: !reached.isEmpty, categories: reached)
    }
}
