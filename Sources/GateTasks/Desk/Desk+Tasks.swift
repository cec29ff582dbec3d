import GateCore

extension Desk {
    public func release(_ name: String, caller: Caller) async throws -> TaskRecord {
        let found = try await parts.tasks.tasks(named: name, tenant: caller.tenant.id)
        guard var newest = found.last else { throw noTask(name) }
        for task in found where task.status.isActive && !task.released {
            let released = await parts.discord?.engine.wish(.released, for: task.id)
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
            let ended = await parts.discord?.engine.wish(.cancelled, for: task.id)
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

    private func noTask(_ name: String) -> Problem {
        Problem(.notFound, "There is no task \(name).")
    }
}
