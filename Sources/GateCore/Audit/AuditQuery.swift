/// Which audit records to list, newest first. Every member narrows.
public struct AuditQuery: Hashable, Sendable {
    public var tenant: TenantID?
    /// A rule action or an outcome.
    public var action: String?
    /// A rule id.
    public var rule: String?
    /// A part of the prompt, caseless.
    public var text: String?
    /// From here on.
    public var since: Timestamp?
    /// Before here.
    public var until: Timestamp?
    /// Where the page before ended: its `next_cursor`.
    public var cursor: String?
    /// How many at most.
    public var limit: Int

    /// All records, 100 at a time.
    public init(limit: Int = 100) { self.limit = min(max(limit, 1), 1000) }
}
