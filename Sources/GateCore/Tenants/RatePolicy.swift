/// How often calls may come, and whose calls are counted together.
public struct RatePolicy: Hashable, Sendable, Codable {
    /// The unit that `requests` are counted over.
    public enum Period: String, Sendable, Codable, CaseIterable {
        case second, minute, hour

        /// The unit's length.
        public var duration: Duration {
            switch self {
            case .second: .seconds(1)
            case .minute: .seconds(60)
            case .hour: .seconds(3600)
            }
        }
    }

    /// Whose calls are counted together.
    public enum Scope: String, Sendable, Codable, CaseIterable {
        /// All of a tenant's.
        case tenant
        /// Those with one of its keys.
        case key
        /// Those on behalf of one of its users. Calls that name none are not counted.
        case endUser = "end_user"
    }

    /// What headers, problems and settings call it; one of its kind with one tenant.
    public let name: String
    /// Calls let through in one period, at an even pace; at least 1.
    public let requests: Int
    public let per: Period
    /// Calls that may come at once after a quiet time; at least 1.
    public let burst: Int
    public let by: Scope

    /// - Parameters:
    ///   - requests: calls in one period, at least 1.
    ///   - per: the period.
    ///   - burst: calls that may come at once; `requests` unless given.
    ///   - by: whose calls are counted together.
    ///   - name: what it is called; the scope's word unless given.
    public init(
        requests: Int, per: Period, burst: Int? = nil, by: Scope = .tenant, name: String? = nil
    ) {
        self.requests = requests
        self.per = per
        self.burst = burst ?? requests
        self.by = by
        self.name = name ?? by.rawValue
    }

    /// Records that were kept before there were scopes have neither scope nor name.
    public init(from decoder: any Decoder) throws {
        let record = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            requests: try record.decode(Int.self, forKey: .requests),
            per: try record.decode(Period.self, forKey: .per),
            burst: try record.decode(Int.self, forKey: .burst),
            by: try record.decodeIfPresent(Scope.self, forKey: .by) ?? .tenant,
            name: try record.decodeIfPresent(String.self, forKey: .name))
    }

    /// Whether only numbers are set: one pace for all of a tenant's calls.
    public var isPlain: Bool { by == .tenant && name == by.rawValue }
}
