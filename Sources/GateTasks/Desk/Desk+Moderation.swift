import GateCore

extension Desk {
    /// The texts of one call share one transaction: a hundred of them cost the wait for the
    /// disk once.
    public func moderate(_ texts: [String], caller: Caller) async throws -> [TextJudgement] {
        guard !texts.isEmpty else { return [] }
        let active = parts.rules.inForce()
        let exchanges = texts.enumerated().map { place, text in
            exchange(
                caller, .moderate, kind: "moderate", text: text, firstOfCall: place == 0,
                rules: active.rules)
        }
        let answer: Result<[TextJudgement], Problem> = try await active.stages.request.run(
            all: exchanges, while: { Self.failure($0) == nil }
        ) { judgements in
            try await keep(
                zip(exchanges, judgements).map { exchange, judgement in
                    record(exchange, judgement, judgement.outcome, problem: judgement.problem)
                })
            return (judgements.map(\.outcome), Self.verdicts(judgements))
        }
        return try answer.get()
    }

    /// A banned text is this call's answer, not its failure; all other denials are.
    private static func failure(_ judgement: Judgement) -> Problem? {
        guard let problem = judgement.problem, problem.code != .bannedPrompt,
            problem.code != .heldForReview
        else { return nil }
        return problem
    }

    private static func verdicts(_ judgements: [Judgement]) -> Result<[TextJudgement], Problem> {
        if let problem = judgements.last.flatMap(failure) { return .failure(problem) }
        return .success(
            judgements.map { judgement in
                TextJudgement(
                    action: judgement.matches.map(\.action).max() ?? .allow,
                    matches: judgement.matches, revision: judgement.revision)
            })
    }
}
