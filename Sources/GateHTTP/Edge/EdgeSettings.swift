import GateCore

/// How the edge is reached, and how it answers.
public struct EdgeSettings: Sendable {
    /// The address or name to listen at.
    public var host: String
    /// The port to listen at; 0 for any free one.
    public var port: Int
    /// Whether application errors are answered with 200, as `midjourney-api` does
    /// (`SEED_STATUS=1`).
    public var seedStatus: Bool
    /// The version that `/healthz` names.
    public var version: String
    /// Whether `/metrics` needs no key (`PROMPTGATE_METRICS_PUBLIC=1`).
    public var metricsPublic: Bool
    /// What is wrong with a tenant's callback address; nil when it may be used.
    public var callbackFault: @Sendable (String) -> String?
    /// Whether this machine knows a time zone of that name.
    public var knowsTimeZone: @Sendable (String) -> Bool
    /// Whether there is a Discord account of that name.
    public var knowsAccount: @Sendable (AccountID) -> Bool

    /// What an account takes that is added without saying so.
    public var accountCapacity: Capacity

    /// Describes an edge; see the properties.
    public init(
        host: String = "127.0.0.1", port: Int = 8062, seedStatus: Bool = false,
        version: String = "", metricsPublic: Bool = false,
        callbackFault: @escaping @Sendable (String) -> String? = { _ in nil },
        knowsTimeZone: @escaping @Sendable (String) -> Bool = { $0 == "UTC" },
        knowsAccount: @escaping @Sendable (AccountID) -> Bool = { $0 == .standard },
        accountCapacity: Capacity = Capacity(slots: 3, waiting: 10)
    ) {
        self.host = host
        self.port = port
        self.seedStatus = seedStatus
        self.version = version
        self.metricsPublic = metricsPublic
        self.callbackFault = callbackFault
        self.knowsTimeZone = knowsTimeZone
        self.knowsAccount = knowsAccount
        self.accountCapacity = accountCapacity
    }
}
