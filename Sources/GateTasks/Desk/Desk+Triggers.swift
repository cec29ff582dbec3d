import GateCore

extension Desk {
    public func submit(_ order: TriggerOrder, caller: Caller) async throws -> Acceptance {
        let side = try discordSide()
        try await checkOwnership(order, caller.tenant.id)
        let id = TaskID(freshID())
        let active = parts.rules.inForce()
        let (order, rewriting) = rewritten(order, by: active.stages.rewriters, caller)
        let exchange = exchange(
            caller, .trigger, kind: order.job.kind.rawValue, text: order.text, task: id,
            rules: active.rules, imageURLs: order.imagesBeside, rewrites: rewriting.runs)
        if let rewriter = rewriting.failed { throw try await refuse(exchange, failed: rewriter) }
        let answer: Result<Acceptance, Problem> = try await active.stages.request.run(
            exchange
        ) { judgement in
            if case .hold(let reason) = judgement.verdict {
                return try await hold(order, id, exchange, judgement, reason, side)
            }
            if let problem = judgement.problem {
                return try await refuse(exchange, judgement, problem)
            }
            return try await admit(order, id, exchange, judgement, side)
        }
        let acceptance = try answer.mapError { $0.showing(order.job) }.get()
        if acceptance.task.status == .queued { side.engine.admitted(acceptance.task) }
        return acceptance
    }

    /// Another tenant's task or picture is not there, as far as this caller can tell.
    private func checkOwnership(_ order: TriggerOrder, _ tenant: TenantID) async throws {
        if let name = order.triggerID,
            let owner = try await parts.tasks.owner(ofTaskNamed: name), owner != tenant
        {
            throw Problem(.notFound, "There is no task \(name).")
        }
        if let message = order.job.messageID, let hash = order.job.messageHash,
            let owner = try await parts.tasks.owner(ofMessage: message, hash: hash),
            owner != tenant
        {
            throw Problem(.notFound, "There is no result with message \(message).")
        }
    }

    private func refuse(
        _ exchange: Exchange, _ judgement: Judgement, _ problem: Problem
    ) async throws -> (outcome: Outcome, answer: Result<Acceptance, Problem>) {
        try await keep(record(exchange, judgement, judgement.outcome, problem: problem))
        return (judgement.outcome, .failure(problem))
    }

    private func admit(
        _ order: TriggerOrder, _ id: TaskID, _ exchange: Exchange, _ judgement: Judgement,
        _ side: DeskParts.DiscordSide
    ) async throws -> (outcome: Outcome, answer: Result<Acceptance, Problem>) {
        let task = newTask(order, id, exchange, judgement, side)
        let full = queueFull(side.capacity)
        let admission = try await Shielded.run {
            try await parts.tasks.admit(
                task, audit: record(exchange, judgement, .accepted, task: id),
                overflow: record(exchange, judgement, .full, problem: full),
                capacity: side.capacity)
        }
        switch admission {
        case .admitted(let position):
            return (.accepted, .success(Acceptance(task, position: position)))
        case .full:
            return (.full, .failure(full))
        }
    }

    func newTask(
        _ order: TriggerOrder, _ id: TaskID, _ exchange: Exchange, _ judgement: Judgement,
        _ side: DeskParts.DiscordSide, hold: TaskHold? = nil
    ) -> TaskRecord {
        let triggerID = order.triggerID ?? id.rawValue
        var job = order.job
        if side.tagsPrompt { job.tag = triggerID }
        return TaskRecord(
            id: id, triggerID: triggerID, tenant: exchange.caller.tenant.id,
            key: exchange.caller.key, job: job, exchange: exchange.id,
            revision: judgement.revision, matches: judgement.matches, nonce: freshID(),
            hold: hold, at: exchange.receivedAt)
    }

    func queueFull(_ capacity: Capacity) -> Problem {
        Problem(
            .queueFull,
            "\(capacity.slots) tasks are at work and \(capacity.waiting) wait; try again later.",
            retryAfter: .seconds(10))
    }
}
