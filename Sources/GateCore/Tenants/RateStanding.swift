/// What a caller has left of one pace, as the `RateLimit` header tells it.
public struct RateStanding: Hashable, Sendable {
    /// What is allowed.
    public let policy: RatePolicy
    /// Whose calls are counted: the key's or the user's name; nil for all of a tenant's.
    public let partition: String?
    /// Calls that would be let through now.
    public let remaining: Int
    /// When one more than that would be; zero when the whole burst would be let through.
    public let moreAfter: Duration

    /// Describes one standing; see the properties.
    public init(
        _ policy: RatePolicy, partition: String? = nil, remaining: Int, moreAfter: Duration
    ) {
        self.policy = policy
        self.partition = partition
        self.remaining = remaining
        self.moreAfter = moreAfter
    }
}
