import GateCore

/// Records for tests of stores, and of what stands on them.
public enum Sample {
    /// 2026-09-21T14:13:20Z, the start of `ManualTime`'s wall clock.
    public static let start = Timestamp(milliseconds: 1_790_000_000_000)

    /// A tenant without limits.
    public static func tenant(_ id: TenantID, at: Timestamp = start) -> Tenant {
        Tenant(id: id, name: "Tenant \(id)", createdAt: at)
    }

    /// A key for calls as `tenant`; an admin key when that is nil.
    public static func key(_ id: KeyID, of tenant: TenantID?) -> APIKey {
        APIKey(
            id: id, tenant: tenant, scope: tenant == nil ? .admin : .tenant, name: "key \(id)",
            createdAt: start)
    }

    /// A queued task; its exchange is `exchange-` and its id.
    public static func task(
        _ id: TaskID, of tenant: TenantID = Tenant.adminID, triggerID: String? = nil,
        accounts: [AccountID]? = nil, at: Timestamp = start
    ) -> TaskRecord {
        var job = Job(.imagine)
        job.prompt = "a lighthouse at dusk"
        return TaskRecord(
            id: id, triggerID: triggerID ?? id.rawValue, tenant: tenant, key: "key",
            job: job, exchange: ExchangeID("exchange-\(id)"), revision: "test",
            nonce: "nonce-\(id)", accounts: accounts, at: at)
    }

    /// A task that waits for a human for an hour.
    public static func held(
        _ id: TaskID, of tenant: TenantID = Tenant.adminID, triggerID: String? = nil,
        for duration: Duration = .seconds(3600)
    ) -> TaskRecord {
        let queued = task(id, of: tenant, triggerID: triggerID)
        let hold = TaskHold(
            stage: "banned_words", reason: "A human looks at it.", text: "a lighthouse at dusk",
            endUser: "ann", until: start + duration)
        return TaskRecord(
            id: id, triggerID: queued.triggerID, tenant: tenant, key: queued.key,
            job: queued.job, exchange: queued.exchange, revision: "test",
            matches: [match("look", action: .review)], nonce: queued.links.nonce, hold: hold,
            at: start)
    }

    /// A match of `rule`, by default one that blocks.
    public static func match(
        _ rule: String, term: String? = nil, action: RuleAction = .block, at start: Int = 0
    ) -> RuleMatch {
        let term = term ?? rule
        return RuleMatch(
            rule: rule, category: "test", severity: .high, action: action,
            span: start..<start + term.unicodeScalars.count, text: term, term: term,
            folding: .exact)
    }

    /// An audit record; accepted when nothing matches, or else blocked.
    public static func audit(
        _ id: ExchangeID, of tenant: TenantID = Tenant.adminID, at: Timestamp = start,
        outcome: Outcome? = nil, matches: [RuleMatch] = [], task: TaskID? = nil,
        endUser: String? = nil, prompt: String = "a lighthouse at dusk",
        kind: String = "imagine"
    ) -> AuditRecord {
        let outcome = outcome ?? (matches.isEmpty ? .accepted : .blocked)
        return AuditRecord(
            id: id, at: at, tenant: tenant, key: "key", endUser: endUser, surface: .trigger,
            kind: kind, task: task, outcome: outcome, action: matches.map(\.action).max() ?? .allow,
            code: outcome == .blocked ? .bannedPrompt : nil,
            endedBy: outcome == .blocked ? "banned_words" : nil,
            stages: [
                StageRun(stage: "banned_words", verdict: "pass", mode: .enforce, microseconds: 7)
            ],
            matches: matches, revision: "test", prompt: prompt)
    }

    /// The record of what an admin did.
    public static func admin(
        _ id: ExchangeID, _ action: String, target: String, detail: JSONValue = [:]
    ) -> AuditRecord {
        AuditRecord(
            id, at: start,
            admin: AdminAction(actor: "admin", action: action, target: target, detail: detail),
            tenant: Tenant.adminID)
    }

    /// The audit record that lets `task` through.
    public static func audit(accepting task: TaskRecord) -> AuditRecord {
        audit(task.exchange, of: task.tenant, at: task.createdAt, task: task.id)
    }

    /// The audit record of `task` when the queue is full.
    public static func audit(overflowing task: TaskRecord) -> AuditRecord {
        audit(task.exchange, of: task.tenant, at: task.createdAt, outcome: .full)
    }

    /// A webhook about `task`.
    public static func notice(
        _ id: NoticeID, for task: TaskRecord, at: Timestamp = start
    ) -> Notice {
        Notice(
            id: id, tenant: task.tenant, task: task.id, type: .generating,
            url: "http://127.0.0.1:9/hook", body: #"{"id":"\#(id)"}"#, createdAt: at)
    }

    /// An open suggestion.
    public static func suggestion(
        _ id: SuggestionID, of tenant: TenantID, term: String = "tyrone",
        kind: SuggestionKind = .ban, source: SuggestionSource = .tenant, task: TaskID? = nil,
        at: Timestamp = start
    ) -> Suggestion {
        Suggestion(
            id: id, tenant: tenant, key: "key", source: source, kind: kind, term: term,
            example: "a picture of \(term)", reason: "the image bot refuses it", task: task,
            at: at)
    }

    /// A message of the image bot.
    public static func result(message: String, job: String? = nil) -> TaskResult {
        TaskResult(
            messageID: message, content: "**a lighthouse at dusk** - <@1>",
            attachments: [["url": "http://127.0.0.1:9/image.png", "size": 1234]],
            embeds: [["title": "t", "color": 16_711_680]], jobID: job,
            buttons: [["label": "U1", "custom_id": "MJ::JOB::upsample::1::x"]])
    }
}

extension TaskRecord {
    /// The task after `events` one after another, each a version of its own.
    /// - Throws: `ConformanceFailure` when one of them changes nothing.
    public func after(_ events: TaskEvent..., at: Timestamp = Sample.start) throws -> TaskRecord {
        try events.reduce(self) { task, event in
            guard let next = task.applying(event, at: at, patience: TaskPatience()) else {
                throw ConformanceFailure(description: "\(event) does not change \(task.status)")
            }
            return next
        }
    }
}
