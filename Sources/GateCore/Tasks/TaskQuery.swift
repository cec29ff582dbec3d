/// Which tasks to list, newest first.
public struct TaskQuery: Hashable, Sendable {
    public let tenant: TenantID
    public let status: TaskStatus?
    /// Where the page before ended: its `next_cursor`.
    public let cursor: String?
    /// How many at most, 1 to 200.
    public let limit: Int

    /// Describes one query; see the properties.
    public init(tenant: TenantID, status: TaskStatus? = nil, cursor: String? = nil, limit: Int = 50)
    {
        self.tenant = tenant
        self.status = status
        self.cursor = cursor
        self.limit = min(max(limit, 1), 200)
    }
}
