/// A kept webhook, and what became of it so far.
public struct DeliveryRecord: Hashable, Sendable {
    public let notice: Notice
    public let state: DeliveryState
    /// How often it was tried, since it was kept or replayed.
    public let attempts: Int
    /// When it is tried next; nil once it is delivered or given up.
    public let nextAt: Timestamp?
    /// When it was delivered or given up.
    public let settledAt: Timestamp?
    /// Why the last try failed, in the receiver's words or ours.
    public let error: String?

    /// Describes one; see the properties.
    public init(
        notice: Notice, state: DeliveryState, attempts: Int, nextAt: Timestamp?,
        settledAt: Timestamp?, error: String?
    ) {
        self.notice = notice
        self.state = state
        self.attempts = attempts
        self.nextAt = nextAt
        self.settledAt = settledAt
        self.error = error
    }
}
