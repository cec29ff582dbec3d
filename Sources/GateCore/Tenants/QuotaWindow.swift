/// One window of time in which somebody's use is counted: what a ledger has a count for.
public struct QuotaWindow: Hashable, Sendable {
    /// Which stretch of time.
    public enum Extent: Hashable, Sendable {
        case calendar(CalendarSpan)
        /// The last so many hours before whatever moment it is looked at.
        case rolling(hours: Int)
    }

    public let tenant: TenantID
    /// The key whose calls are counted; nil for all of the tenant's.
    public let key: KeyID?
    public let extent: Extent

    /// Describes one window; see the properties.
    public init(tenant: TenantID, key: KeyID? = nil, extent: Extent) {
        self.tenant = tenant
        self.key = key
        self.extent = extent
    }

    /// How the ledger tells windows of different kinds apart: `day`, `month`, `rolling-24`.
    public var kind: String {
        switch extent {
        case .calendar(let span): span.unit.rawValue
        case .rolling(let hours): "rolling-\(hours)"
        }
    }

    /// How the ledger tells windows of one kind apart: the civil date that it begins with,
    /// not the instant. So each date is granted once, also when the tenant moves to another
    /// time zone.
    public var date: Timestamp {
        switch extent {
        case .calendar(let span): span.date
        case .rolling: Timestamp(milliseconds: 0)
        }
    }

    /// The length of a rolling window; nil for the others.
    public var rollingSpan: Duration? {
        guard case .rolling(let hours) = extent else { return nil }
        return .seconds(3600 * hours)
    }
}
