import GateCore

extension Desk {
    /// An order with its prompt as the rewriters leave it.
    func rewritten(
        _ order: TriggerOrder, by rewriters: Rewriters, _ caller: Caller
    ) -> (order: TriggerOrder, rewriting: Rewriting) {
        guard let prompt = order.job.prompt else {
            return (order, Rewriting(prompt: order.text, runs: []))
        }
        let draft = PromptDraft(caller: caller, kind: order.job.kind)
        let rewriting = rewriters.rewrite(prompt, for: draft)
        guard rewriting.prompt != prompt else { return (order, rewriting) }
        var job = order.job
        job.prompt = rewriting.prompt
        job.isRewritten = true
        // An address before the prompt stands in the text, and not in the job's prompt.
        let before = order.text.hasSuffix(prompt) ? order.text.dropLast(prompt.count) : ""
        var next = TriggerOrder(
            job, triggerID: order.triggerID, text: before + rewriting.prompt)
        next.callbackURL = order.callbackURL
        next.accounts = order.accounts
        return (next, rewriting)
    }

    /// Records that a rewriter failed, so that nothing was judged.
    /// - Returns: what the caller is told.
    func refuse(_ exchange: Exchange, failed rewriter: String) async throws -> Problem {
        let reason = Reason(
            .couldNotJudge, "Stage \(rewriter) could not rewrite the prompt; try again later.")
        let judgement = Judgement(
            verdict: .deny(reason), endedBy: rewriter, isUnavailable: true,
            runs: exchange.rewrites, matches: [], revision: exchange.rules.revision)
        let problem = Problem(
            reason.code, reason.detail, revision: exchange.rules.revision)
        try await keep(record(exchange, judgement, judgement.outcome, problem: problem))
        return problem
    }
}

extension TriggerOrder {
    /// The image's address, where it came beside the text and not in it.
    var imagesBeside: [String] {
        guard let address = job.imageURL, !text.hasPrefix(address) else { return [] }
        return [address]
    }
}

extension Problem {
    /// With the prompt as it was judged, where rewriters had changed it.
    func showing(_ job: Job) -> Problem {
        guard job.isRewritten == true else { return self }
        var problem = self
        problem.rewrittenPrompt = job.prompt
        return problem
    }
}
