/// Which held tasks to list, oldest first.
public struct HeldQuery: Hashable, Sendable {
    /// Of that tenant alone; of all when nil.
    public let tenant: TenantID?
    /// Where the page before ended: its `next_cursor`.
    public let cursor: String?
    /// How many at most, 1 to 200.
    public let limit: Int

    /// Describes one query; see the properties.
    public init(tenant: TenantID? = nil, cursor: String? = nil, limit: Int = 50) {
        self.tenant = tenant
        self.cursor = cursor
        self.limit = min(max(limit, 1), 200)
    }
}
