/// Which suggestions to list, newest first. Every member narrows.
public struct SuggestionQuery: Hashable, Sendable {
    public var tenant: TenantID?
    public var status: SuggestionStatus?
    public var source: SuggestionSource?
    /// Where the page before ended: its `next_cursor`.
    public var cursor: String?
    /// How many at most, 1 to 200.
    public let limit: Int

    /// All suggestions of `tenant`, or of all.
    public init(
        tenant: TenantID? = nil, status: SuggestionStatus? = nil,
        source: SuggestionSource? = nil, cursor: String? = nil, limit: Int = 50
    ) {
        self.tenant = tenant
        self.status = status
        self.source = source
        self.cursor = cursor
        self.limit = min(max(limit, 1), 200)
    }
}
