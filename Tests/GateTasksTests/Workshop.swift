import GateCore
import GateTestKit
import Logging

@testable import GateTasks

/// An engine at work over a store in memory, with hands that the test moves.
final class Workshop: Sendable {
    let store: MemoryStore
    let dispatcher = ScriptedDispatcher()
    let roster: AccountRoster
    let time = ManualTime()
    let engine: TaskEngine
    let desk: Desk
    let caller: Caller
    private let signals: AsyncStream<TaskSignal>
    private let tell: AsyncStream<TaskSignal>.Continuation

    init(
        slots: Int = 1, waiting: Int = 10, others: [DrawingAccount] = [],
        rewriters: [RewriterSlot] = [],
        stages: [StageSlot] = [], rules: any RuleSet = LiteralRules(["blood"]),
        room: HoldingRoom = HoldingRoom(), store: MemoryStore = MemoryStore(),
        resultWork: @escaping EngineParts.ResultWork = { result, _ in result }
    ) {
        self.store = store
        let capacity = Capacity(slots: slots, waiting: waiting)
        let roster = AccountRoster(
            [DrawingAccount(dispatcher: dispatcher, capacity: capacity)] + others)
        self.roster = roster
        var log = Logger(label: "test")
        log.logLevel = .critical
        (signals, tell) = AsyncStream.makeStream()
        engine = TaskEngine(
            EngineSettings(recoveryPause: .zero),
            EngineParts(
                tasks: store, tenants: store, roster: roster, notices: PlainNotices(),
                resultWork: resultWork,
                refusal: { [time] in
                    RefusalReading(
                        digest: { "digest of \($0.count)" }, random: SeededRandom(seed: 3),
                        time: time
                    ).suggestion(of: $0, tenant: $1)
                },
                time: time, random: SeededRandom(seed: 1), log: log))
        desk = Desk(
            DeskParts(
                rules: FixedRuleSource(
                    rules, rewriters: rewriters, stages: stages, time: time),
                tasks: store, audit: store,
                review: ReviewParts(
                    held: store, strikes: store, tenants: store, notices: PlainNotices(),
                    room: room, expiresAfter: .seconds(3600), log: log),
                discord: DeskParts.DiscordSide(
                    engine: engine, roster: roster),
                digest: { "digest of \($0.count)" }, time: time, random: SeededRandom(seed: 2)))
        caller = Caller(
            tenant: Tenant(id: Tenant.adminID, name: "Shop", createdAt: time.wall()),
            key: "key", scope: .tenant)
    }

    /// Runs `test` while the engine works.
    func open(_ test: (Workshop) async throws -> Void) async throws {
        let work = Task { try await engine.run(signals: signals) }
        try await test(self)
        work.cancel()
        _ = await work.result
    }

    func imagine(_ prompt: String, as endUser: String? = nil) async throws -> TaskRecord {
        var job = Job(.imagine)
        job.prompt = prompt
        var caller = caller
        caller.endUser = endUser
        return try await desk.submit(TriggerOrder(job, text: prompt), caller: caller).task
    }

    func hear(_ signal: TaskSignal) { tell.yield(signal) }

    /// What the image bot shows of a task, by its nonce.
    func hear(_ kind: TaskSignal.Kind, of task: TaskRecord, message: String = "1") {
        var keys = SignalKeys(kinds: [.imagine])
        keys.nonce = task.links.nonce
        hear(TaskSignal(kind, keys: keys, message: TaskResult(messageID: message)))
    }

    /// The task once it is as `condition` says. Yields; a test's time limit bounds it.
    func task(
        _ id: TaskID, once condition: @Sendable (TaskRecord) -> Bool
    ) async throws -> TaskRecord {
        while true {
            if let task = store.taskRecords.first(where: { $0.id == id }), condition(task) {
                return task
            }
            try Task.checkCancellation()
            await Task.yield()
        }
    }
}

/// A webhook for every event.
private struct PlainNotices: NoticeWriter {
    func notice(for task: TaskRecord, after event: TaskEvent, tenant: Tenant) -> Notice? {
        Notice(
            id: NoticeID("\(task.id)-\(task.version)"), tenant: tenant.id, task: task.id,
            type: .generating, url: "http://hook.test", body: task.status.rawValue,
            createdAt: task.updatedAt)
    }
}
