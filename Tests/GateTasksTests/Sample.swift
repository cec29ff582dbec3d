import GateCore

/// Tasks as the tests of this target need them.
enum Sample {
    static let now = Timestamp(milliseconds: 1_790_000_000_000)

    /// A task that Discord has, with `event` on top.
    static func task(_ name: String, prompt: String, _ event: TaskEvent? = nil) -> TaskRecord {
        var job = Job(.imagine)
        job.prompt = prompt
        return task(name, job: job, event)
    }

    /// A task that pressed a button of the message `grid`.
    static func pressed(_ name: String, _ kind: TriggerKind, index: Int) -> TaskRecord {
        var job = Job(kind)
        job.messageID = "grid"
        job.messageHash = "3a1f8b2c-4d5e-4f60-9a7b-8c9d0e1f2a3b"
        job.index = index
        return task(name, job: job)
    }

    static func task(_ name: String, job: Job, _ event: TaskEvent? = nil) -> TaskRecord {
        var task = queued(name, job: job)
        for event in [.dispatching, .submitted, event].compactMap({ $0 }) {
            task = task.applying(event, at: now, patience: TaskPatience()) ?? task
        }
        return task
    }

    static func queued(_ name: String, job: Job = Job(.imagine)) -> TaskRecord {
        TaskRecord(
            id: TaskID(name), triggerID: "trigger-\(name)", tenant: "shop", key: "key", job: job,
            exchange: ExchangeID("exchange-\(name)"), revision: "r", nonce: "nonce-\(name)",
            at: now)
    }

    /// A record to go with a task that no desk judged.
    static let audit = audit(of: queued("none"))

    /// A record to go with that task.
    static func audit(of task: TaskRecord) -> AuditRecord {
        AuditRecord(
            id: task.exchange, at: now, tenant: "shop", key: "key", surface: .trigger,
            kind: "imagine",
            task: nil, outcome: .accepted, action: .allow, code: nil, endedBy: nil, stages: [],
            matches: [], revision: "r", prompt: "")
    }
}
