/// What a caller has left of a pace, as the `RateLimit` header tells it.
public struct RateStanding: Hashable, Sendable {
    /// Calls that may come at once after a quiet time.
    public let limit: Int
    /// Calls that would be let through now.
    public let remaining: Int
    /// When `limit` calls would be let through again, if none came until then.
    public let resetAfter: Duration

    /// Describes one standing; see the properties.
    public init(limit: Int, remaining: Int, resetAfter: Duration) {
        self.limit = limit
        self.remaining = remaining
        self.resetAfter = resetAfter
    }
}
