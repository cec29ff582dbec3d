/// Where a kept webhook stands.
public enum DeliveryState: String, Sendable, Codable, CaseIterable {
    /// Behind another one of its task.
    case waiting
    /// The next one of its task; it is tried when it is due.
    case pending
    case delivered
    /// Given up; kept for a replay.
    case failed
}
