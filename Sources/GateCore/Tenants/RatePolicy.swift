/// How often a tenant may call.
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

    /// Calls let through in one period, at an even pace; at least 1.
    public let requests: Int
    public let per: Period
    /// Calls that may come at once after a quiet time; at least 1.
    public let burst: Int

    /// - Parameters:
    ///   - requests: calls in one period, at least 1.
    ///   - per: the period.
    ///   - burst: calls that may come at once; `requests` unless given.
    public init(requests: Int, per: Period, burst: Int? = nil) {
        self.requests = requests
        self.per = per
        self.burst = burst ?? requests
    }
}
