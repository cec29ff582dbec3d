import GateCore

// The steps that many checks begin with.

extension TaskStore {
    /// Admits a task where there is room for it.
    @discardableResult
    func admit(
        _ task: TaskRecord, slots: Int = 1000, waiting: Int = 1000
    ) async throws -> Admission {
        try await admit(
            task, audit: Sample.audit(accepting: task), overflow: Sample.audit(overflowing: task),
            room: QueueRoom(slots: slots, waiting: waiting))
    }

    /// Applies `events` one after another and keeps each version.
    @discardableResult
    func advance(_ task: TaskRecord, _ events: TaskEvent...) async throws -> TaskRecord {
        var task = task
        for event in events {
            task = try task.after(event)
            try await change(task, notices: [])
        }
        return task
    }
}
