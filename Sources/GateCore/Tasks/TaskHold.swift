/// That a task waits for a human, or did: which stage held it and why, and what is needed
/// to judge on where that stage stopped.
public struct TaskHold: Hashable, Sendable, Codable {
    /// The name of the stage that held it; once let through, the stages behind it judge.
    public let stage: String
    /// Why, in words that the tenant reads.
    public let reason: String
    /// The text as it was judged; a job's prompt may lack a leading image address.
    public let text: String
    /// The tenant's own user, where the call named one.
    public let endUser: String?
    /// When nobody needs to decide any more.
    public let until: Timestamp

    /// Describes one hold; see the properties.
    public init(stage: String, reason: String, text: String, endUser: String?, until: Timestamp) {
        self.stage = stage
        self.reason = reason
        self.text = text
        self.endUser = endUser
        self.until = until
    }
}
