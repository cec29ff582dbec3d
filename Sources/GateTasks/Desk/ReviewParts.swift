import GateCore
import Logging

/// What the desk works with where a human decides.
public struct ReviewParts: Sendable {
    public let held: any HeldStore
    public let strikes: any StrikeLedger
    public let tenants: any TenantStore
    public let notices: any NoticeWriter
    /// Called after webhooks were kept.
    public let noticesKept: @Sendable () -> Void
    /// Called after a task's change was kept.
    public let taskChanged: @Sendable (TaskID) -> Void
    /// How many prompts may wait.
    public let room: HoldingRoom
    /// How long a prompt waits for a decision.
    public let expiresAfter: Duration
    public let log: Logger

    /// Gathers the parts; see the properties.
    public init(
        held: any HeldStore, strikes: any StrikeLedger, tenants: any TenantStore,
        notices: any NoticeWriter, noticesKept: @escaping @Sendable () -> Void = {},
        taskChanged: @escaping @Sendable (TaskID) -> Void = { _ in },
        room: HoldingRoom = HoldingRoom(), expiresAfter: Duration = .seconds(86_400), log: Logger
    ) {
        self.held = held
        self.strikes = strikes
        self.tenants = tenants
        self.notices = notices
        self.noticesKept = noticesKept
        self.taskChanged = taskChanged
        self.room = room
        self.expiresAfter = expiresAfter
        self.log = log
    }
}
