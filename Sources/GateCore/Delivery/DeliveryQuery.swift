/// Which kept webhooks to list, newest first.
public struct DeliveryQuery: Hashable, Sendable {
    /// Of that tenant alone; of all when nil.
    public let tenant: TenantID?
    /// Of these states; of all when empty.
    public let states: Set<DeliveryState>
    /// Where the page before ended: its `next_cursor`.
    public let cursor: String?
    /// How many at most, 1 to 200.
    public let limit: Int

    /// Describes one query; see the properties.
    public init(
        tenant: TenantID? = nil, states: Set<DeliveryState> = [], cursor: String? = nil,
        limit: Int = 50
    ) {
        self.tenant = tenant
        self.states = states
        self.cursor = cursor
        self.limit = min(max(limit, 1), 200)
    }
}
