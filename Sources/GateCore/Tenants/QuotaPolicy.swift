/// How much may be used in one kind of window. A tenant can have several, which all hold
/// at once.
public struct QuotaPolicy: Hashable, Sendable, Codable {
    /// What is counted over.
    public enum Window: String, Sendable, Codable, CaseIterable {
        /// A calendar day, or a calendar month, where the tenant is.
        case day, month
        /// The last `hours`, at every moment.
        case rolling
    }

    /// Whose use is counted.
    public enum Holder: String, Sendable, Codable, CaseIterable {
        /// All calls of the tenant together.
        case tenant
        /// The calls of each of its keys apart.
        case key
    }

    /// What `hours` is where a rolling window names none.
    public static let usualHours = 24

    /// Units in one window; 0 allows none.
    public let limit: Int
    public let window: Window
    /// The length of a rolling window; nil for the others.
    public let hours: Int?
    public let per: Holder
    /// The units that a call takes, by its trigger's route; 1 where it is not named. A call
    /// that takes 0 is not counted, and passes when the quota is spent.
    public let costs: [String: Int]

    /// Describes one policy; see the properties.
    public init(
        limit: Int, window: Window, hours: Int? = nil, per: Holder = .tenant,
        costs: [String: Int] = [:]
    ) {
        self.limit = limit
        self.window = window
        self.hours = window == .rolling ? hours ?? Self.usualHours : nil
        self.per = per
        self.costs = costs
    }

    /// The units that a call of that trigger takes.
    public func cost(of kind: String) -> Int { costs[kind] ?? 1 }

    /// Whether both count the same use over the same time, so that only one may be there.
    public func countsLike(_ other: QuotaPolicy) -> Bool {
        window == other.window && hours == other.hours && per == other.per
    }

    enum CodingKeys: String, CodingKey { case limit, window, hours, per, costs }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            limit: try values.decode(Int.self, forKey: .limit),
            window: try values.decode(Window.self, forKey: .window),
            hours: try values.decodeIfPresent(Int.self, forKey: .hours),
            per: try values.decodeIfPresent(Holder.self, forKey: .per) ?? .tenant,
            costs: try values.decodeIfPresent([String: Int].self, forKey: .costs) ?? [:])
    }
}
