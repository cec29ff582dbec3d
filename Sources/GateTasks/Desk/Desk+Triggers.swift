import GateCore

extension Desk {
    public func submit(_ order: TriggerOrder, caller: Caller) async throws -> Acceptance {
        _ = try discordSide()
        try await checkOwnership(order, caller.tenant.id)
        let pressed = try await pressing(try await placed(order, caller.tenant), caller.tenant.id)
        let side = try discordSide(pressed.accounts)
        let id = TaskID(freshID())
        let active = parts.rules.inForce()
        let (order, rewriting) = rewritten(pressed, by: active.stages.rewriters, caller)
        if order.job.drawsAsItIs, order.job.isRewritten == true { throw Self.cannotRewrite }
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
        parts.observer.note(.admitted(acceptance.task.id))
        if acceptance.task.status == .queued { side.engine.admitted(acceptance.task) }
        return acceptance
    }

    /// The button is pressed or not: it draws its text as the image bot wrote it.
    private static let cannotRewrite = Problem(
        .bannedPrompt,
        "The text that this button draws would be changed by the rules; send it to imagine.")

    /// Another tenant's task or picture is not there, as far as this caller can tell.
    private func checkOwnership(_ order: TriggerOrder, _ tenant: TenantID) async throws {
        if let name = order.triggerID,
            let owner = try await parts.tasks.owner(ofTaskNamed: name), owner != tenant
        {
            throw Problem(.notFound, "There is no task \(name).")
        }
        let (message, hash) = (order.job.messageID ?? "", order.job.messageHash ?? "")
        guard !message.isEmpty || !hash.isEmpty else { return }
        if let owner = try await parts.tasks.owner(ofMessage: message, hash: hash),
            owner != tenant
        {
            let name = message.isEmpty ? "of job \(hash)" : "with message \(message)"
            throw Problem(.notFound, "There is no result \(name).")
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
        let room = side.roster.room
        let full = queueFull(for: task, room)
        let admission = try await Shielded.run {
            try await parts.tasks.admit(
                task, audit: record(exchange, judgement, .accepted, task: id),
                overflow: record(exchange, judgement, .full, problem: full),
                room: room)
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
            hold: hold, endUser: exchange.caller.endUser, callbackURL: order.callbackURL,
            accounts: order.accounts, at: exchange.receivedAt)
    }

    /// No more waits for the accounts that may draw it, or for all of them.
    func queueFull(for task: TaskRecord, _ room: QueueRoom) -> Problem {
        let capacity = task.place.map(room.capacity(of:)) ?? Capacity(slots: 1, waiting: 0)
        return Problem(
            .queueFull,
            "\(capacity.slots) tasks are at work and \(capacity.waiting) wait; try again later.",
            retryAfter: .seconds(10))
    }
}
