import GateCore

/// What admins decide about prompts that wait for a human.
extension Desk: ReviewDesk {
    public func held(_ query: HeldQuery) async throws -> Page<TaskRecord> {
        try await parts.review.held.heldTasks(query)
    }

    public func deny(
        _ name: String, reason: String?, by admin: Caller
    ) async throws -> TaskRecord {
        let decision = try await self.decision(.deny, name, reason, admin)
        let words = reason ?? "A reviewer refused the prompt."
        guard let next = changed(decision.task, .denied(words)), let failure = next.failure,
            try await settle(
                next, .denied(words), record(of: decision, .blocked, failure)) != nil
        else { throw try await tooLate(decision) }
        return next
    }

    public func approve(
        _ name: String, reason: String?, by admin: Caller
    ) async throws -> Acceptance {
        _ = try discordSide()
        let decision = try await self.decision(.approve, name, reason, admin)
        let side = try discordSide(decision.task.accounts)
        guard !decision.tenant.paused else { throw Problem(.conflict, "The tenant is paused.") }
        // Stages may keep a reservation by the exchange; it must not be judged twice at once.
        guard underReview.begin(decision.task.id) else {
            throw Problem(.conflict, "The prompt \(name) is being decided about now.")
        }
        defer { underReview.end(decision.task.id) }
        let acceptance = try await judgeOn(decision, side)
        if acceptance.task.status == .queued { side.engine.admitted(acceptance.task) }
        return acceptance
    }

    // MARK: Approval

    private typealias Settled = (outcome: Outcome, answer: Result<Acceptance, Problem>)

    /// Runs the stages behind the one that held the prompt. They see the exchange that it
    /// came with, so that what they reserved for it then is not reserved again.
    private func judgeOn(
        _ decision: Decision, _ side: DeskParts.DiscordSide
    ) async throws -> Acceptance {
        let active = parts.rules.inForce()
        let task = decision.task
        let exchange = Exchange(
            id: task.exchange,
            caller: Caller(
                tenant: decision.tenant, key: task.key, scope: .tenant,
                endUser: task.hold?.endUser),
            surface: .trigger, kind: task.job.kind.rawValue, task: task.id,
            text: task.hold?.text ?? "", rules: active.rules, receivedAt: parts.time.wall(),
            imageURLs: TriggerOrder(task.job, text: task.hold?.text).imagesBeside)
        let answer: Result<Acceptance, Problem> = try await active.stages.request.run(
            exchange, after: task.heldBy
        ) { judgement in
            if case .hold(let reason) = judgement.verdict {
                return try await holdAgain(decision, judgement, reason)
            }
            guard let problem = judgement.problem else {
                return try await queue(decision, judgement, side)
            }
            return try await refuse(decision, judgement, problem)
        }
        return try answer.get()
    }

    private func queue(
        _ decision: Decision, _ judgement: Judgement, _ side: DeskParts.DiscordSide
    ) async throws -> Settled {
        let room = side.roster.room
        guard let next = changed(decision.task, .approved),
            let admission = try await settle(
                next, .approved, record(of: decision, judgement, .accepted), room: room)
        else { return (.refused, .failure(try await tooLate(decision))) }
        switch admission {
        case .admitted(let position):
            // It goes before those that came after it.
            let before = try await parts.tasks.queuedBefore(next)
            let answer = Acceptance(next, position: min(position, before + 1))
            return (.accepted, .success(answer))
        case .full: return (.full, .failure(queueFull(for: next, room)))
        }
    }

    private func holdAgain(
        _ decision: Decision, _ judgement: Judgement, _ reason: Reason
    ) async throws -> Settled {
        let event = TaskEvent.held(
            TaskHold(
                stage: judgement.endedBy ?? "", reason: reason.detail,
                text: decision.task.hold?.text ?? "", endUser: decision.task.hold?.endUser,
                until: parts.time.wall() + parts.review.expiresAfter))
        guard let next = changed(decision.task, event),
            try await settle(next, event, record(of: decision, judgement, .held)) != nil
        else { return (.refused, .failure(try await tooLate(decision))) }
        return (.held, .success(Acceptance(next, position: 0)))
    }

    /// A stage said no, which ends the task; or not now, and then it waits on.
    private func refuse(
        _ decision: Decision, _ judgement: Judgement, _ problem: Problem
    ) async throws -> Settled {
        let outcome = judgement.outcome
        let record = self.record(of: decision, judgement, outcome)
        if judgement.isPassing {
            try await keep(record)
            return (outcome, .failure(problem))
        }
        let event = TaskEvent.failed(
            TaskFailure(problem.code, problem.detail, banned: problem.code == .bannedPrompt), nil)
        guard let next = changed(decision.task, event),
            try await settle(next, event, record) != nil
        else { return (.refused, .failure(try await tooLate(decision))) }
        let told = Problem(
            .conflict,
            "Stage \(judgement.endedBy ?? "") refused the prompt (code \(problem.code.rawValue)), "
                + "which is \(next.status.rawValue) now. \(problem.detail)",
            matches: problem.matches, revision: problem.revision)
        return (outcome, .failure(told))
    }

    // MARK: Steps

    /// The decision about the held task of that name.
    /// - Throws: `Problem`: `notFound`, or `conflict` when it is decided, or was not in time.
    private func decision(
        _ act: Decision.Act, _ name: String, _ reason: String?, _ admin: Caller
    ) async throws -> Decision {
        guard let task = try await parts.review.held.reviewTask(named: name), task.hold != nil,
            let tenant = try await parts.review.tenants.tenant(task.tenant)
        else { throw Problem(.notFound, "No prompt \(name) waits for review.") }
        guard task.status == .held else { throw decided(task) }
        if let expired = try await expire(task, of: tenant) { throw decided(expired) }
        return Decision(act: act, task: task, tenant: tenant, reason: reason, admin: admin.key)
    }

    /// Another decision, or the end of its time, was first.
    private func tooLate(_ decision: Decision) async throws -> Problem {
        let task = decision.task
        return decided(
            try await parts.tasks.task(named: task.id.rawValue, tenant: task.tenant) ?? task)
    }

    private func decided(_ task: TaskRecord) -> Problem {
        // Still held: its time came this moment, or a stage held it for another reason.
        let word = task.status == .held ? "decided about" : task.status.rawValue
        return Problem(.conflict, "The prompt \(task.triggerID) is \(word) already.")
    }
}

extension Judgement {
    /// Whether what ended it says nothing of the prompt and may be over soon. A quota that
    /// is spent is an answer all the same.
    fileprivate var isPassing: Bool {
        guard let code = verdict.reason?.code else { return false }
        if case .wait = verdict { return code != .quotaSpent }
        return code == .couldNotJudge
    }
}
