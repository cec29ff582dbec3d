/// One group of banned prompts.
public struct ReportRow: Hashable, Sendable, Codable {
    /// The rule, tenant, term or day.
    public let group: String
    /// How many exchanges were blocked.
    public let count: Int
    /// How many tenants they came from.
    public let tenants: Int
    /// When the last one came.
    public let lastAt: Timestamp
    /// The newest prompt of the group, as it was kept.
    public let sample: String

    /// Describes one group; see the properties.
    public init(group: String, count: Int, tenants: Int, lastAt: Timestamp, sample: String) {
        self.group = group
        self.count = count
        self.tenants = tenants
        self.lastAt = lastAt
        self.sample = sample
    }
}
