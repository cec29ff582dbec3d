/// Which tasks to list, newest first.
public struct TaskQuery: Hashable, Sendable {
    public let tenant: TenantID
    /// Of these states; of all when empty.
    public var statuses: Set<TaskStatus>
    /// Of these kinds; of all when empty.
    public var kinds: Set<TriggerKind> = []
    /// Of that name alone: what its tenant calls the task.
    public var triggerID: String?
    /// On behalf of that user of the tenant alone.
    public var endUser: String?
    /// Made at that time or later.
    public var since: Timestamp?
    /// Made before that time.
    public var until: Timestamp?
    /// Where the page before ended: its `next_cursor`.
    public let cursor: String?
    /// How many at most, 1 to 200.
    public let limit: Int

    /// Describes one query; see the properties.
    public init(
        tenant: TenantID, statuses: Set<TaskStatus> = [], cursor: String? = nil, limit: Int = 50
    ) {
        self.tenant = tenant
        self.statuses = statuses
        self.cursor = cursor
        self.limit = min(max(limit, 1), 200)
    }

    /// Tasks of one state.
    public init(tenant: TenantID, status: TaskStatus, cursor: String? = nil, limit: Int = 50) {
        self.init(tenant: tenant, statuses: [status], cursor: cursor, limit: limit)
    }

    /// Whether the task is among those that are asked for.
    public func admits(_ task: TaskRecord) -> Bool {
        task.tenant == tenant && (statuses.isEmpty || statuses.contains(task.status))
            && (kinds.isEmpty || kinds.contains(task.job.kind))
            && (triggerID ?? task.triggerID) == task.triggerID
            && (endUser == nil || endUser == task.endUser)
            && (since.map { task.createdAt >= $0 } ?? true)
            && (until.map { task.createdAt < $0 } ?? true)
    }
}
