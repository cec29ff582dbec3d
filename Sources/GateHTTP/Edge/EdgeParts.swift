import GateCore
import Logging
import Tracing

/// What the edge is made of: the ports it calls, and its settings.
public struct EdgeParts: Sendable {
    public var desk: any FrontDesk
    /// For admins who review prompts.
    public var review: any ReviewDesk
    public var tenants: any TenantStore
    public var audit: any AuditLog
    /// Where what admins do is written down before it is done.
    public var journal: any AdminJournal
    public var rules: any RuleSource
    /// What the stages said since the process began.
    public var tally: StageTally
    /// The Discord account's state; nil when no account is set up.
    public var accountHealth: @Sendable () -> AccountHealth?
    /// What keeps new work from being kept; nil when nothing does.
    public var storeFault: @Sendable () async -> StoreFault?
    /// What a caller has left of each pace that binds its calls.
    public var rateStanding: @Sendable (Caller) -> [RateStanding]
    /// Tells and changes what is left of quotas; nil where there are none.
    public var quota: (any QuotaOffice)?
    /// The settings without which no trigger can be sent now; with any, triggers say so.
    public var missing: @Sendable () -> [String]
    /// The Discord accounts; nil where none can be set up.
    public var accounts: (any AccountOffice)?
    /// Takes suggestions; without it there are no calls about them.
    public var suggestions: (any SuggestionBox)?
    public var time: any Timekeeper
    /// Makes keys and secrets, so it must be fit for that.
    public var random: any RandomSource
    public var log: Logger
    public var settings: EdgeSettings
    /// The archived images; nil where none are kept.
    public var images: ImageShelf?
    /// Hears of every request.
    public var observer: any Observer
    /// What `/metrics` shows; nil for no such path.
    public var metrics: (any MetricsPage)?
    /// Gives requests their places in traces; nil for none.
    public var tracer: (any Tracer)?
    /// How further parts do, for `/readyz`.
    public var partHealth: @Sendable () async -> [PartHealth]
    /// What the admin page needs besides.
    public var admin: AdminParts
    /// The kept webhooks; without them there are no calls about them.
    public var webhooks: WebhookShelf?
    /// Rings when tasks change, for those who wait.
    public var taskNews: TaskNews

    /// How the accounts do together; nil where drawing is not set up.
    var discordHealth: AccountHealth? { missing().isEmpty ? accountHealth() : nil }

    /// Describes the parts; see the properties. What admins do goes into the audit log,
    /// unless another journal is named.
    public init(
        desk: any FrontDesk, review: any ReviewDesk, tenants: any TenantStore, audit: any AuditLog,
        rules: any RuleSource, tally: StageTally = StageTally(),
        accountHealth: @escaping @Sendable () -> AccountHealth?,
        storeFault: @escaping @Sendable () async -> StoreFault? = { nil },
        rateStanding: @escaping @Sendable (Caller) -> [RateStanding] = { _ in [] },
        quota: (any QuotaOffice)? = nil, journal: (any AdminJournal)? = nil,
        missing: @escaping @Sendable () -> [String] = { [] },
        accounts: (any AccountOffice)? = nil, suggestions: (any SuggestionBox)? = nil,
        time: any Timekeeper, random: any RandomSource,
        log: Logger, settings: EdgeSettings, images: ImageShelf? = nil,
        observer: any Observer = SilentObserver(), metrics: (any MetricsPage)? = nil,
        partHealth: @escaping @Sendable () async -> [PartHealth] = { [] },
        admin: AdminParts = AdminParts(),
        webhooks: WebhookShelf? = nil, taskNews: TaskNews = TaskNews(),
        tracer: (any Tracer)? = nil
    ) {
        self.desk = desk
        self.review = review
        self.tenants = tenants
        self.audit = audit
        self.journal = journal ?? AuditJournal(audit, time: time, random: random)
        self.rules = rules
        self.tally = tally
        self.accountHealth = accountHealth
        self.storeFault = storeFault
        self.rateStanding = rateStanding
        self.quota = quota
        self.missing = missing
        self.accounts = accounts
        self.suggestions = suggestions
        self.time = time
        self.random = random
        self.log = log
        self.settings = settings
        self.images = images
        self.observer = observer
        self.metrics = metrics
        self.partHealth = partHealth
        self.admin = admin
        self.webhooks = webhooks
        self.taskNews = taskNews
        self.tracer = tracer
    }
}
