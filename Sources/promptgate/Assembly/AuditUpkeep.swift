import GateCore
import GateStore
import Logging

/// What the audit log needs done from time to time: its head is signed, and what tenants
/// want kept no longer is erased.
struct AuditUpkeep: Sendable {
    /// How long the newest records may stand unsigned, at most.
    private static let signing = Duration.seconds(5)

    private let store: SQLiteStore
    private let sweep: RetentionSweep
    private let time: any Timekeeper
    private let observer: any Observer
    private let log: Logger

    init(
        _ store: SQLiteStore, time: any Timekeeper, random: any RandomSource,
        observer: any Observer, log: Logger
    ) {
        self.observer = observer
        self.store = store
        self.time = time
        self.log = log
        sweep = RetentionSweep(tenants: store, audit: store, time: time, random: random, log: log)
    }

    /// Works until the task is cancelled, and signs once more then.
    /// - Throws: `CancellationError`.
    func run() async throws {
        do {
            try await withThrowingTaskGroup { group in
                group.addTask { try await sweep.run() }
                group.addTask { try await signing() }
                try await group.waitForAll()
            }
        } catch {
            await sign()
            throw error
        }
    }

    private func signing() async throws {
        while true {
            try await time.sleep(for: Self.signing)
            await sign()
        }
    }

    private func sign() async {
        do {
            try await store.signAuditHead()
            observer.note(.auditSigned(true, at: time.wall()))
        } catch {
            observer.note(.auditSigned(false, at: time.wall()))
            log.error("the audit log cannot be signed", metadata: ["error": "\(error)"])
        }
    }
}
