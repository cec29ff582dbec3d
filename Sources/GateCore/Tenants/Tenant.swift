/// A customer of the gateway, whose tasks and records no other tenant sees.
public struct Tenant: Hashable, Sendable, Codable {
    /// The id of the tenant that admin keys act as when they trigger or moderate.
    public static let adminID: TenantID = "default"

    public let id: TenantID
    public var name: String
    /// Where results go; nil sends them to the gateway's `CALLBACK_URL`, if that is set.
    public var callbackURL: String?
    /// Whether a call may name another address for the webhooks of its task; not when nil.
    public var callbackOverride: Bool?
    /// The Discord accounts that draw for it; any when nil.
    public var accounts: [AccountID]?
    /// The gateway's default when nil, which is no limit unless `pipeline.yaml` sets one.
    public var rateLimit: RateLimits?
    /// No limit when nil.
    public var quota: QuotaPlan?
    /// Where its days and months begin, as an IANA name (`Europe/Berlin`); UTC when nil.
    public var timeZone: String?
    public var explain: ExplainMode
    public var prompts: PromptMode
    /// What follows when one end user is refused again and again; nothing when nil.
    public var strikes: StrikePolicy?
    /// How long the audit log keeps what it has of the tenant; for ever when nil.
    public var retention: RetentionPolicy?
    /// A paused tenant's calls are refused (code 19).
    public var paused: Bool
    public let createdAt: Timestamp

    /// Describes one tenant; see the properties.
    public init(
        id: TenantID, name: String, callbackURL: String? = nil, rateLimit: RateLimits? = nil,
        quota: QuotaPlan? = nil, timeZone: String? = nil, explain: ExplainMode = .full,
        prompts: PromptMode = .whole, strikes: StrikePolicy? = nil,
        retention: RetentionPolicy? = nil, paused: Bool = false, callbackOverride: Bool? = nil,
        accounts: [AccountID]? = nil, createdAt: Timestamp
    ) {
        self.id = id
        self.name = name
        self.callbackURL = callbackURL
        self.callbackOverride = callbackOverride
        self.accounts = accounts
        self.rateLimit = rateLimit
        self.quota = quota
        self.timeZone = timeZone
        self.explain = explain
        self.prompts = prompts
        self.strikes = strikes
        self.retention = retention
        self.paused = paused
        self.createdAt = createdAt
    }

    enum CodingKeys: String, CodingKey {
        case id, name, accounts, quota, explain, prompts, strikes, retention, paused
        case callbackURL = "callback_url"
        case callbackOverride = "callback_override"
        case rateLimit = "rate_limit"
        case timeZone = "time_zone"
        case createdAt = "created_at"
    }
}
