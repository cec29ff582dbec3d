/// One task of the gateway, as the store keeps it.
public struct TaskRecord: Hashable, Sendable, Codable {
    public let id: TaskID
    /// What the tenant calls it. Follow-ups share the id of what they follow, as in
    /// `midjourney-api`; `id` is what tells them apart.
    public let triggerID: String
    public let tenant: TenantID
    public let key: KeyID
    /// What is asked for; after the image bot asked something itself, the answer to that.
    public internal(set) var job: Job
    /// The judgement that let it through, or held it.
    public let exchange: ExchangeID
    /// The rule revision that let it through, or held it.
    public let revision: String
    /// What the rules found and let through (flagged), or held.
    public let matches: [RuleMatch]
    /// Set once it was held, and kept when a human let it through.
    public internal(set) var hold: TaskHold?
    public internal(set) var status: TaskStatus
    /// 0 to 100.
    public internal(set) var progress: Int
    public internal(set) var links: TaskLinks
    public internal(set) var failure: TaskFailure?
    public internal(set) var result: TaskResult?
    /// How often it was sent.
    public internal(set) var attempts: Int
    /// Whether its slot was given free before its end.
    public internal(set) var released: Bool
    /// Whether its progress message was deleted, with no result yet.
    public internal(set) var vanished: Bool
    /// When it ends for want of news; set while Discord may be working on it.
    public internal(set) var deadline: Timestamp?
    /// Counts changes; a store refuses a change that is not based on the last one.
    public internal(set) var version: Int
    public let createdAt: Timestamp
    public internal(set) var updatedAt: Timestamp
    /// The tenant's own user on whose behalf it was asked for, where the call named one.
    public let endUser: String?
    /// Where its webhooks go, where the call named an address of its own.
    public let callbackURL: String?
    /// The accounts that may send it: its tenant's, or the one whose result it presses. Any
    /// when nil.
    public let accounts: [AccountID]?
    /// The account that sends it; nil until it is chosen, and for a task that was kept before
    /// there were several (`AccountID.standard` then).
    public internal(set) var account: AccountID?
    /// Its last changes, oldest first; nil for a task that was kept before they were.
    public internal(set) var moments: [TaskMoment]?

    /// A new task: queued, or held where `hold` says why.
    public init(
        id: TaskID, triggerID: String, tenant: TenantID, key: KeyID, job: Job,
        exchange: ExchangeID, revision: String, matches: [RuleMatch] = [], nonce: String,
        hold: TaskHold? = nil,
        endUser: String? = nil, callbackURL: String? = nil, accounts: [AccountID]? = nil,
        at: Timestamp
    ) {
        self.id = id
        self.triggerID = triggerID
        self.tenant = tenant
        self.key = key
        self.job = job
        self.exchange = exchange
        self.revision = revision
        self.matches = matches
        self.hold = hold
        status = hold == nil ? .queued : .held
        progress = 0
        links = TaskLinks(nonce: nonce)
        // What is to be shown says of which job it is before it comes.
        if job.kind == .show { links.jobID = job.messageHash?.lowercased() }
        attempts = 0
        released = false
        vanished = false
        version = 0
        createdAt = at
        updatedAt = at
        self.endUser = endUser
        self.callbackURL = callbackURL
        self.accounts = accounts
        moments = nil
        keepMoment()
    }

    /// Whether it occupies one of the account's slots. Derived, so that a slot cannot
    /// leak, nor be freed twice.
    public var holdsSlot: Bool { status.isActive && !released }

    /// The task as it goes to that account. Not durable by itself: it is with the event that
    /// says that it is sent.
    public func placed(on account: AccountID) -> TaskRecord {
        var next = self
        next.account = account
        return next
    }

    /// Whether its button was pressed, which only opens a dialogue, and none was seen yet.
    public var awaitsDialogue: Bool {
        (status == .dispatching || status == .submitted) && job.opensDialogue
            && job.dialogue == nil
    }
}
