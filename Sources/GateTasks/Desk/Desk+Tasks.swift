import GateCore

extension Desk {
    public func release(_ name: String, caller: Caller) async throws -> TaskRecord {
        let found = try await parts.tasks.tasks(named: name, tenant: caller.tenant.id)
        guard var newest = found.last else { throw noTask(name) }
        for task in found where task.status.isActive && !task.released {
            let released = try await wish(.released, for: task.id)
            if let released, released.id == newest.id { newest = released }
        }
        return newest
    }

    public func cancel(_ name: String, caller: Caller) async throws -> TaskRecord {
        guard let task = try await parts.tasks.task(named: name, tenant: caller.tenant.id) else {
            throw noTask(name)
        }
        if task.status == .held, let ended = try await withdraw(task, caller.tenant) {
            return ended
        }
        guard !task.status.isTerminal,
            let ended = try await wish(.cancelled, for: task.id)
        else {
            let now = try await parts.tasks.task(named: name, tenant: caller.tenant.id) ?? task
            throw Problem(.conflict, "Task \(name) is \(now.status.rawValue) already.")
        }
        return ended
    }

    public func task(_ name: String, caller: Caller) async throws -> Acceptance {
        guard let task = try await parts.tasks.task(named: name, tenant: caller.tenant.id) else {
            throw noTask(name)
        }
        guard task.status == .queued else { return Acceptance(task, position: 0) }
        return Acceptance(task, position: try await parts.tasks.queuedBefore(task) + 1)
    }

    public func tasks(_ query: TaskQuery) async throws -> Page<TaskRecord> {
        try await parts.tasks.tasks(query)
    }

    /// What the engine makes of a wish. It waits as long as the store is away (a full disk);
    /// a caller is told to come again.
    private func wish(_ event: TaskEvent, for id: TaskID) async throws -> TaskRecord? {
        guard let engine = parts.discord?.engine else { return nil }
        do {
            return try await Cutoff.run(within: Self.patience, time: parts.time) {
                await engine.wish(event, for: id)
            }
        } catch is Cutoff.Overrun {
            throw Problem(
                .couldNotJudge, "The gateway cannot reach its records now; try again later.",
                retryAfter: .seconds(5))
        }
    }

    private static let patience = Duration.seconds(5)

    private func noTask(_ name: String) -> Problem {
        Problem(.notFound, "There is no task \(name).")
    }
}
