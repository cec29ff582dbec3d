/// Keeps tasks: the outbox. Returning means durable.
public protocol TaskStore: Sendable {
    /// Keeps a new task and the audit record that let it through in one transaction, if
    /// `room` has a place for it beside the tasks that are queued or hold a slot. If not,
    /// `overflow` (the record of a full queue) is kept instead and the task is not.
    func admit(
        _ task: TaskRecord, audit: AuditRecord, overflow: AuditRecord, room: QueueRoom
    ) async throws -> Admission

    /// Replaces a task's record with its next version, and adds the webhooks that tell of
    /// the change and the suggestion that it makes (as `SuggestionStore.add` does), in one
    /// transaction. Where it ends the task, what that reserved of quotas is spent or given
    /// back in the same transaction (`TaskRecord.quotaEnding`).
    /// - Throws: `StoreError.conflict` when the kept version is not `task.version - 1`.
    func change(_ task: TaskRecord, notices: [Notice], suggestion: Suggestion?) async throws

    /// The task of that id, or, when no task has it, the newest with that `triggerID`.
    /// Only `tenant`'s own.
    func task(named name: String, tenant: TenantID) async throws -> TaskRecord?

    /// All of `tenant`'s tasks with that id or `triggerID`, oldest first.
    func tasks(named name: String, tenant: TenantID) async throws -> [TaskRecord]

    /// The tenant of the newest task with that id or `triggerID`, whoever owns it: so
    /// that no tenant can take another's name.
    func owner(ofTaskNamed name: String) async throws -> TenantID?

    /// The tenant of the finished task whose result is that Discord message or that job
    /// UUID, whoever owns it: so that no tenant presses another's buttons.
    func owner(ofMessage messageID: String, hash: String) async throws -> TenantID?

    /// `tenant`'s own finished task whose result is that Discord message; of several, the
    /// first.
    func task(ofMessage messageID: String, tenant: TenantID) async throws -> TaskRecord?

    /// A page of tasks.
    func tasks(_ query: TaskQuery) async throws -> Page<TaskRecord>

    /// Every task that is not terminal, oldest first.
    func openTasks() async throws -> [TaskRecord]

    /// How many queued tasks stand before this one.
    func queuedBefore(_ task: TaskRecord) async throws -> Int
}

extension TaskStore {
    /// A change that makes no suggestion.
    public func change(_ task: TaskRecord, notices: [Notice]) async throws {
        try await change(task, notices: notices, suggestion: nil)
    }
}
