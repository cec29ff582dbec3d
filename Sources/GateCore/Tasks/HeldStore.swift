/// Keeps prompts that wait for a human. They are tasks; this is what only a review needs.
/// Returning means durable.
public protocol HeldStore: Sendable {
    /// Keeps a new held task, the audit record that holds it and the webhooks that tell of
    /// it in one transaction, if fewer are held than `room` has place for. If not,
    /// `overflow` is kept instead and the task is not.
    /// - Returns: whether there was room.
    func hold(
        _ task: TaskRecord, audit: AuditRecord, overflow: AuditRecord, notices: [Notice],
        room: HoldingRoom
    ) async throws -> Bool

    /// Replaces a held task's record with its next version, and adds the audit record of
    /// the decision and the webhooks that tell of it, in one transaction. With `room`
    /// only if it has a place, as `TaskStore.admit`; if not, nothing is kept.
    /// - Throws: `StoreError.conflict` when the kept version is not `task.version - 1`.
    func decide(
        _ task: TaskRecord, audit: AuditRecord, notices: [Notice], room: QueueRoom?
    ) async throws -> Admission

    /// A page of held tasks, oldest first.
    func heldTasks(_ query: HeldQuery) async throws -> Page<TaskRecord>

    /// Held tasks that nobody needs to decide about any more, up to `limit`, those that
    /// waited longest for it first.
    func heldTasks(expiredAt now: Timestamp, limit: Int) async throws -> [TaskRecord]

    /// The task of that id; else, of those with that `triggerID`, the oldest held one; else
    /// the newest. Whoever owns it: this is for admins.
    func reviewTask(named name: String) async throws -> TaskRecord?
}
