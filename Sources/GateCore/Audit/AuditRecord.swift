/// What is kept of every judged exchange, whichever stage ended it, and of everything that
/// admins did.
public struct AuditRecord: Hashable, Sendable, Codable {
    public let id: ExchangeID
    public let at: Timestamp
    public let tenant: TenantID
    public let key: KeyID
    /// The tenant's own user, where the call named one.
    public let endUser: String?
    public let surface: Surface
    /// The trigger's route, `moderate` or `admin`.
    public let kind: String
    /// The task it became, for accepted triggers.
    public let task: TaskID?
    public let outcome: Outcome
    /// The strongest action of the rules.
    public let action: RuleAction
    /// What the caller was answered with; nil when let through.
    public let code: ProblemCode?
    /// The stage that ended it; nil when let through.
    public let endedBy: String?
    public let stages: [StageRun]
    /// What was found; the texts matched are empty once they are erased.
    public var matches: [RuleMatch]
    public let revision: String
    /// The text as the tenant's `prompts` mode allows it to be kept; empty once it is erased.
    public var prompt: String
    /// What an admin did; nil for a judged exchange.
    public let admin: AdminAction?

    /// Describes one record; see the properties.
    public init(
        id: ExchangeID, at: Timestamp, tenant: TenantID, key: KeyID, endUser: String? = nil,
        surface: Surface,
        kind: String, task: TaskID?, outcome: Outcome, action: RuleAction, code: ProblemCode?,
        endedBy: String?, stages: [StageRun], matches: [RuleMatch], revision: String,
        prompt: String, admin: AdminAction? = nil
    ) {
        self.id = id
        self.at = at
        self.tenant = tenant
        self.key = key
        self.endUser = endUser
        self.surface = surface
        self.kind = kind
        self.task = task
        self.outcome = outcome
        self.action = action
        self.code = code
        self.endedBy = endedBy
        self.stages = stages
        self.matches = matches
        self.revision = revision
        self.prompt = prompt
        self.admin = admin
    }
}
