/// How the webhooks of one tenant fare.
public struct CallbackHealth: Hashable, Sendable {
    /// An address that answered 410.
    public struct Closed: Hashable, Sendable {
        public let url: String
        public let at: Timestamp
        public let reason: String

        /// Describes one; see the properties.
        public init(url: String, at: Timestamp, reason: String) {
            self.url = url
            self.at = at
            self.reason = reason
        }
    }

    public let tenant: TenantID
    /// Tries that arrived.
    public var delivered = 0
    /// Tries that did not.
    public var missed = 0
    public var lastDelivery: Timestamp?
    public var lastMiss: Timestamp?
    /// Why the last try that missed did.
    public var lastError: String?
    /// Webhooks that wait for a try, or behind one.
    public var undelivered = 0
    /// Webhooks that were given up and can be replayed.
    public var failed = 0
    /// Addresses that get no webhooks any more.
    public var closed: [Closed] = []

    /// A tenant that was sent nothing yet.
    public init(tenant: TenantID) { self.tenant = tenant }
}
