import GateCore

extension Desk {
    public func moderate(_ texts: [String], caller: Caller) async throws -> [TextJudgement] {
        var judged: [TextJudgement] = []
        judged.reserveCapacity(texts.count)
        for (place, text) in texts.enumerated() {
            judged.append(try await moderate(text, caller, firstOfCall: place == 0))
        }
        return judged
    }

    private func moderate(
        _ text: String, _ caller: Caller, firstOfCall: Bool
    ) async throws -> TextJudgement {
        let active = parts.rules.inForce()
        let exchange = exchange(
            caller, .moderate, kind: "moderate", text: text, firstOfCall: firstOfCall,
            rules: active.rules)
        let answer: Result<TextJudgement, Problem> = try await active.stages.request.run(
            exchange
        ) { judgement in
            let problem = judgement.problem
            try await keep(record(exchange, judgement, judgement.outcome, problem: problem))
            return (judgement.outcome, verdict(judgement, problem))
        }
        return try answer.get()
    }

    /// A banned text is this call's answer, not its failure; all other denials are.
    private func verdict(
        _ judgement: Judgement, _ problem: Problem?
    ) -> Result<TextJudgement, Problem> {
        if let problem, problem.code != .bannedPrompt, problem.code != .heldForReview {
            return .failure(problem)
        }
        return .success(
            TextJudgement(
                action: judgement.matches.map(\.action).max() ?? .allow,
                matches: judgement.matches, revision: judgement.revision))
    }
}
