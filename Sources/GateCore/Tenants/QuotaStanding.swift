/// What somebody has left of one policy of a quota.
public struct QuotaStanding: Hashable, Sendable {
    public let policy: QuotaPolicy
    /// The key whose calls are counted; nil for all of the tenant's.
    public let key: KeyID?
    public let tally: QuotaTally
    /// When the window began.
    public let startsAt: Timestamp
    /// When the whole limit is there again, if nothing more is used until then.
    public let resetsAt: Timestamp

    /// What is left, never below zero.
    public var remaining: Int {
        max(policy.limit + tally.granted - tally.spent - tally.reserved, 0)
    }

    /// Describes one standing; see the properties.
    public init(
        policy: QuotaPolicy, key: KeyID?, tally: QuotaTally, startsAt: Timestamp,
        resetsAt: Timestamp
    ) {
        self.policy = policy
        self.key = key
        self.tally = tally
        self.startsAt = startsAt
        self.resetsAt = resetsAt
    }
}
