/// Which end users with refusals to list, by tenant and name. Every member narrows.
public struct StrikeQuery: Hashable, Sendable {
    public let tenant: TenantID?
    /// The tenant's name for the user.
    public let endUser: String?
    /// Where the page before ended: its `next_cursor`.
    public let cursor: String?
    /// How many at most, 1 to 200.
    public let limit: Int

    /// Describes one query; see the properties.
    public init(
        tenant: TenantID? = nil, endUser: String? = nil, cursor: String? = nil, limit: Int = 50
    ) {
        self.tenant = tenant
        self.endUser = endUser
        self.cursor = cursor
        self.limit = min(max(limit, 1), 200)
    }
}
