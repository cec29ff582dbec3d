import GateCore
import Logging

/// Prompts that wait for a human: how they come to wait, and how that ends without one.
extension Desk {
    /// Keeps a trigger that a stage holds, where there is room for it.
    func hold(
        _ order: TriggerOrder, _ id: TaskID, _ exchange: Exchange, _ judgement: Judgement,
        _ reason: Reason, _ side: DeskParts.DiscordSide
    ) async throws -> (outcome: Outcome, answer: Result<Acceptance, Problem>) {
        let hold = TaskHold(
            stage: judgement.endedBy ?? "", reason: reason.detail, text: order.text,
            endUser: exchange.caller.endUser,
            until: exchange.receivedAt + parts.review.expiresAfter)
        let task = newTask(order, id, exchange, judgement, side, hold: hold)
        let full = Problem(
            .queueFull, "Too many prompts wait for review; try again later.",
            retryAfter: .seconds(60))
        let notices = self.notices(for: task, after: .held(hold), exchange.caller.tenant)
        let isHeld = try await Shielded.run {
            try await parts.review.held.hold(
                task,
                audit: record(exchange, judgement, .held, task: id, problem: judgement.problem),
                overflow: record(exchange, judgement, .full, problem: full), notices: notices,
                room: parts.review.room)
        }
        guard isHeld else { return (.full, .failure(full)) }
        tell(notices)
        return (.held, .success(Acceptance(task, position: 0)))
    }

    /// Ends a held task whose tenant does not want it any more.
    /// - Returns: nil when it is held no longer.
    func withdraw(_ task: TaskRecord, _ tenant: Tenant) async throws -> TaskRecord? {
        guard let next = changed(task, .cancelled) else { return nil }
        let notices = self.notices(for: next, after: .cancelled, tenant)
        do {
            try await Shielded.run { try await parts.tasks.change(next, notices: notices) }
        } catch let error as StoreError where error.kind == .conflict {
            return nil
        }
        tell(notices)
        parts.review.taskChanged(next.id)
        return next
    }

    /// Ends, second by second, what nobody decided about in time. Works until cancelled.
    public func expireHeldPrompts() async throws {
        var pause = Duration.seconds(1)
        while true {
            try await parts.time.sleep(for: pause)
            do {
                try await expireDue()
                pause = .seconds(1)
            } catch {
                try Task.checkCancellation()
                // The store is away, as on a full disk; there is no hurry.
                pause = .seconds(10)
                parts.review.log.error(
                    "could not expire held prompts", metadata: ["error": "\(error)"])
            }
        }
    }

    private func expireDue() async throws {
        let due = try await parts.review.held.heldTasks(
            expiredAt: parts.time.wall(), limit: 100)
        for task in due {
            do {
                guard let tenant = try await parts.review.tenants.tenant(task.tenant) else {
                    continue
                }
                _ = try await expire(task, of: tenant)
            } catch let error as StoreError where error.kind != .unavailable {
                // One that cannot be ended must not keep the others from their end.
                parts.review.log.error(
                    "could not expire a held prompt",
                    metadata: ["task": "\(task.id)", "error": "\(error)"])
            }
        }
    }

    /// - Returns: nil when its time has not come, or it is held no longer.
    func expire(_ task: TaskRecord, of tenant: Tenant) async throws -> TaskRecord? {
        guard let next = changed(task, .expired), let failure = next.failure else { return nil }
        let decision = Decision(
            act: .expire, task: task, tenant: tenant, reason: nil, admin: Decision.gateway)
        let record = self.record(of: decision, .refused, failure)
        guard try await settle(next, .expired, record) != nil else { return nil }
        parts.review.log.info("held prompt expired", metadata: ["task": "\(task.id)"])
        return next
    }

    // MARK: Steps

    /// The task after `event`; nil when it changes nothing now.
    func changed(_ task: TaskRecord, _ event: TaskEvent) -> TaskRecord? {
        task.applying(event, at: parts.time.wall(), patience: TaskPatience())
    }

    /// Makes a decision durable with its record and its webhook.
    /// - Returns: nil when another decision came first.
    func settle(
        _ next: TaskRecord, _ event: TaskEvent, _ record: AuditRecord, room: QueueRoom? = nil
    ) async throws -> Admission? {
        let tenant = try await parts.review.tenants.tenant(next.tenant)
        let notices = tenant.map { self.notices(for: next, after: event, $0) } ?? []
        do {
            let admission = try await Shielded.run {
                try await parts.review.held.decide(
                    next, audit: record, notices: notices, room: room)
            }
            if admission != .full {
                tell(notices)
                parts.review.taskChanged(next.id)
            }
            return admission
        } catch let error as StoreError where error.kind == .conflict {
            return nil
        }
    }

    private func notices(
        for task: TaskRecord, after event: TaskEvent, _ tenant: Tenant
    ) -> [Notice] {
        parts.review.notices.notice(for: task, after: event, tenant: tenant).map { [$0] } ?? []
    }

    private func tell(_ notices: [Notice]) {
        if !notices.isEmpty { parts.review.noticesKept() }
    }
}
