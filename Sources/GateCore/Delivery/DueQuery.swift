/// Which due webhooks are asked for, so that no backlog hides what else is due.
public struct DueQuery: Sendable {
    public var now: Timestamp
    /// How many at most.
    public var limit: Int
    /// Of those, at most of one tenant.
    public var perTenant: Int
    /// Of those, at most to one receiver.
    public var perReceiver: Int
    /// Receivers that nothing is asked for.
    public var resting: Set<Receiver>
    /// Webhooks that are not asked for, and do not count.
    public var underway: Set<NoticeID>

    /// Asks for what is due at a time; see the properties.
    public init(
        at now: Timestamp, limit: Int, perTenant: Int = .max, perReceiver: Int = .max,
        resting: Set<Receiver> = [], underway: Set<NoticeID> = []
    ) {
        self.now = now
        self.limit = limit
        self.perTenant = perTenant
        self.perReceiver = perReceiver
        self.resting = resting
        self.underway = underway
    }
}
