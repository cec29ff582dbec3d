import GateCore

/// What a tenant has left of its quota.
public struct QuotaStanding: Hashable, Sendable {
    /// Accepted triggers in one window.
    public let limit: Int
    /// Those committed or reserved in this window. More than `limit` after it was lowered.
    public let used: Int
    /// When the next window begins.
    public let resetsAt: Timestamp

    /// What is left, never below zero.
    public var remaining: Int { max(limit - used, 0) }

    /// Describes one standing; see the properties.
    public init(limit: Int, used: Int, resetsAt: Timestamp) {
        self.limit = limit
        self.used = used
        self.resetsAt = resetsAt
    }
}
