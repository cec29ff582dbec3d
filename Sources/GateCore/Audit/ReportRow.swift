/// One group of banned prompts.
public struct ReportRow: Hashable, Sendable {
    /// How many samples a group shows.
    public static let samples = 3

    /// The rule, tenant, term, category, end user, day or hour.
    public let group: String
    /// The tenant whose end user the group is; nil for all other groups.
    public let tenant: TenantID?
    /// How many exchanges were blocked.
    public let count: Int
    /// How many were in the period before; nil when nothing is compared.
    public let previous: Int?
    /// How many tenants they came from.
    public let tenants: Int
    /// When the last one came.
    public let lastAt: Timestamp
    /// The newest of them, newest first.
    public let samples: [ReportSample]

    /// Describes one group; see the properties.
    public init(
        group: String, tenant: TenantID? = nil, count: Int, previous: Int? = nil, tenants: Int,
        lastAt: Timestamp, samples: [ReportSample]
    ) {
        self.group = group
        self.tenant = tenant
        self.count = count
        self.previous = previous
        self.tenants = tenants
        self.lastAt = lastAt
        self.samples = samples
    }

    /// How the count changed against the period before, as a ratio: 0.5 is half as many
    /// again. Nil where there is nothing to compare with, or there was none.
    public var trend: Double? {
        guard let previous, previous > 0 else { return nil }
        return Double(count - previous) / Double(previous)
    }
}
