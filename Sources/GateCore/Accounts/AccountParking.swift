/// That an admin parked an account, which outlives a restart.
public struct AccountParking: Hashable, Sendable {
    public let reason: String
    public let since: Timestamp

    /// Describes one parking; see the properties.
    public init(reason: String, since: Timestamp) {
        self.reason = reason
        self.since = since
    }

    /// As the account's state has it.
    public var condition: AccountCondition { AccountCondition(.byAdmin, reason) }
}
