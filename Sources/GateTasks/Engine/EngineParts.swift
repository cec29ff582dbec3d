import GateCore
import Logging

/// What the engine works with.
public struct EngineParts: Sendable {
    /// Works on a result before it is kept and delivered.
    public typealias ResultWork = @Sendable (TaskResult, TaskRecord) async -> TaskResult

    /// The suggestion that a task makes whose prompt the image bot refused; nil for none.
    public typealias Refusal = @Sendable (TaskRecord, Tenant) -> Suggestion?

    public let tasks: any TaskStore
    public let tenants: any TenantStore
    /// The accounts that send.
    public let roster: AccountRoster
    public let notices: any NoticeWriter
    public let resultWork: ResultWork
    /// What becomes of a prompt that the image bot refused.
    public let refusal: Refusal
    /// Called after webhooks were kept.
    public let noticesKept: @Sendable () -> Void
    /// Called after a task's change was kept.
    public let taskChanged: @Sendable (TaskID) -> Void
    public let time: any Timekeeper
    public let random: any RandomSource
    public let log: Logger

    /// Gathers the parts; see the properties.
    public init(
        tasks: any TaskStore, tenants: any TenantStore, roster: AccountRoster,
        notices: any NoticeWriter, resultWork: @escaping ResultWork = { result, _ in result },
        refusal: @escaping Refusal = { _, _ in nil },
        noticesKept: @escaping @Sendable () -> Void = {},
        taskChanged: @escaping @Sendable (TaskID) -> Void = { _ in }, time: any Timekeeper,
        random: any RandomSource, log: Logger
    ) {
        self.tasks = tasks
        self.tenants = tenants
        self.roster = roster
        self.notices = notices
        self.resultWork = resultWork
        self.refusal = refusal
        self.noticesKept = noticesKept
        self.taskChanged = taskChanged
        self.time = time
        self.random = random
        self.log = log
    }
}
