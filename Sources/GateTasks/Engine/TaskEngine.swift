import GateCore
import Logging

/// Takes tasks from the queue to their end: fills slots, sends, listens, keeps deadlines.
///
/// The store is the truth; what the actor remembers are the open tasks, read back from it
/// at the start. Every change is durable, with the webhooks that tell of it, before the
/// next one is looked at.
public actor TaskEngine {
    let settings: EngineSettings
    nonisolated let parts: EngineParts
    nonisolated let plan = DispatchPlan()
    let correlator = Correlator()
    private let messages: AsyncStream<EngineMessage>
    nonisolated let mailbox: AsyncStream<EngineMessage>.Continuation
    var open = OpenTasks()
    var sending: Set<TaskID> = []
    var unclaimed = UnclaimedResults()
    /// Tasks whose result the stages work on, with the result's message.
    var finishing: [TaskID: String] = [:]
    /// Results that no stage works on yet.
    var results: [(message: TaskResult, task: TaskRecord)] = []
    /// What the image bot asks, until the press that made it ask has ended.
    var dialogues: [TaskID: Dialogue] = [:]
    private let nonces: SnowflakeSource
    var startedAt: Instant?
    /// The parked accounts, each with when it was first seen so.
    var parkedSince: [AccountID: Instant] = [:]
    /// Whether nothing new is sent any more, because the gateway stops.
    var isDraining = false
    /// Tasks whose request to Discord is on its way.
    var posting: Set<TaskID> = []

    /// - Parameters:
    ///   - settings: how the engine paces itself.
    ///   - parts: what it works with.
    public init(_ settings: EngineSettings, _ parts: EngineParts) {
        self.settings = settings
        self.parts = parts
        nonces = SnowflakeSource(time: parts.time, random: parts.random)
        // Unbounded, and bounded all the same: by the wait queue, by what Discord sends
        // about this account's tasks, and by one tick a second.
        (messages, mailbox) = AsyncStream.makeStream()
    }

    /// Works until cancelled.
    ///
    /// - Parameter signals: what the listener hears, in order.
    /// - Throws: when the open tasks cannot be read at the start.
    public func run(signals: AsyncStream<TaskSignal>) async throws {
        try await recover()
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { [mailbox] in
                for await signal in signals { mailbox.yield(.signal(signal)) }
            }
            group.addTask { [mailbox, parts] in
                while true {
                    // Cancellation ends the ticking and with it the group.
                    try await parts.time.sleep(for: .seconds(1))
                    mailbox.yield(.tick)
                }
            }
            group.addTask { try await self.work() }
        }
    }

    /// Tells of a task that was made durable.
    public nonisolated func admitted(_ task: TaskRecord) {
        mailbox.yield(.admitted(task))
    }

    /// Applies a tenant's wish to an open task.
    /// - Returns: the task afterwards; nil when it is not open.
    public nonisolated func wish(_ event: TaskEvent, for id: TaskID) async -> TaskRecord? {
        await ask { .wish(id, event, $0) }
    }

    /// Puts a question into the mailbox; nil when the engine has stopped.
    nonisolated func ask(
        _ message: (CheckedContinuation<TaskRecord?, Never>) -> EngineMessage
    ) async -> TaskRecord? {
        await withCheckedContinuation { reply in
            if case .terminated = mailbox.yield(message(reply)) { reply.resume(returning: nil) }
        }
    }

    private func recover() async throws {
        // What waits for a human is the desk's, until it is queued.
        for task in try await parts.tasks.openTasks() where task.status != .held {
            open.insert(task)
        }
        startedAt = parts.time.now()
        if !open.isEmpty {
            parts.log.notice("going on with open tasks", metadata: ["count": "\(open.order.count)"])
        }
    }

    private func work() async throws {
        try await withThrowingDiscardingTaskGroup { group in
            await pressUnopenedAgain()
            for id in open.begun where open[id]?.status == .dispatching {
                // A crash left it between "about to send" and "sent": look before sending.
                startSending(id, lookFirst: true, in: &group)
            }
            fillSlots(in: &group)
            for await message in messages {
                await take(message)
                startResultWork(in: &group)
                for id in await takeUpDialogues() {
                    startSending(id, lookFirst: false, in: &group)
                }
                fillSlots(in: &group)
            }
            try Task.checkCancellation()
        }
    }

    private func take(_ message: EngineMessage) async {
        switch message {
        case .admitted(let task):
            if open[task.id] == nil { open.insert(task) }
        case .signal(let signal):
            await hear(signal)
        case .worked(let id, let result):
            finishing[id] = nil
            await apply(.finished(result), to: id)
        case .attempt(let id, let reply):
            reply.resume(returning: await beginAttempt(id))
        case .taken(let id, let nonce):
            if isSent(id, as: nonce) { await apply(.submitted, to: id) }
        case .gaveUp(let id, let failure, let nonce):
            if isSent(id, as: nonce) { await apply(.failed(failure, nil), to: id) }
        case .refused(let id, let failure, let nonce):
            await refused(id, failure, nonce)
        case .sighted(let signals, let id, let nonce, let reply):
            reply.resume(returning: await sighted(signals, id, as: nonce))
        case .wish(let id, let event, let reply):
            await apply(event, to: id)
            reply.resume(returning: lastSeen(id))
        case .tick:
            await expire()
        }
    }

    // MARK: Open tasks

    /// The tasks that Discord may be working on, oldest first: those whose result is there
    /// are not among them.
    var active: [TaskRecord] {
        open.begun.filter { finishing[$0] == nil }.compactMap { open[$0] }.filter(\.status.isActive)
    }

    private var lastEnded: TaskRecord?

    /// The task as it is now, or as its last change ended it.
    private func lastSeen(_ id: TaskID) -> TaskRecord? {
        open[id] ?? (lastEnded?.id == id ? lastEnded : nil)
    }

    // MARK: Changes

    /// Makes `event` durable and remembers the task as it is then.
    /// - Returns: nil when the event changes nothing, or could not be kept.
    @discardableResult
    func apply(_ event: TaskEvent, to id: TaskID) async -> TaskRecord? {
        guard let task = open[id],
            let next = task.applying(event, at: parts.time.wall(), patience: settings.patience)
        else { return nil }
        do {
            let news = try await news(of: next, after: event)
            try await keep(next, news)
            if !news.notices.isEmpty { parts.noticesKept() }
            parts.taskChanged(id)
        } catch {
            parts.log.error(
                "change of a task was not kept",
                metadata: ["task": "\(id)", "status": "\(next.status)", "error": "\(error)"])
            return nil
        }
        note(next)
        return next
    }

    /// Keeps a change, however long the store is away (a full disk): what Discord told
    /// once is not told again, and nothing after it could be kept either.
    private func keep(_ task: TaskRecord, _ news: News) async throws {
        var pause = Duration.milliseconds(250)
        while true {
            do {
                return try await Shielded.run { [parts] in
                    try await parts.tasks.change(
                        task, notices: news.notices, suggestion: news.suggestion)
                }
            } catch let error as StoreError where error.kind == .unavailable {
                parts.log.error(
                    "the store is away; waiting", metadata: ["error": "\(error.description)"])
                try await parts.time.sleep(for: pause)
                pause = min(pause * 2, .seconds(5))
            }
        }
    }

    private func note(_ task: TaskRecord) {
        if task.status.isTerminal {
            lastEnded = task
            open.remove(task.id)
            parts.log.info(
                "task ended",
                metadata: [
                    "task": "\(task.id)", "status": "\(task.status.rawValue)",
                    "decision_id": "\(task.exchange)",
                ])
        } else {
            open.replace(task)
        }
    }

    /// What is kept along with a change of a task.
    private struct News: Sendable {
        var notices: [Notice] = []
        var suggestion: Suggestion?
    }

    private func news(of task: TaskRecord, after event: TaskEvent) async throws -> News {
        let tenant = try await Shielded.run { [parts] in
            try await parts.tenants.tenant(task.tenant)
        }
        guard let tenant else { return News() }
        let notice = parts.notices.notice(for: task, after: event, tenant: tenant)
        return News(
            notices: notice.map { [$0] } ?? [],
            suggestion: task.status == .banned ? parts.refusal(task, tenant) : nil)
    }

    /// A number that no interaction had before.
    func freshNonce() -> String { String(nonces.next()) }

    private func expire() async {
        await endOrphans()
        await endStranded()
        let now = parts.time.wall()
        for task in active {
            guard let deadline = task.deadline, deadline <= now else { continue }
            await apply(task.pressesAgain ? .unopened(nonce: freshNonce()) : .expired, to: task.id)
        }
    }
}
