/// How one try at a webhook ended.
public enum DeliveryEnding: String, Sendable, CaseIterable {
    case delivered
    /// It is tried again.
    case deferred
    /// It is not tried again.
    case failed
    /// The gateway stopped meanwhile.
    case abandoned
}
