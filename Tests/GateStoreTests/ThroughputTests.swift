import Foundation
import GRDB
import GateCore
import GateTestKit
import Testing

@testable import GateStore

/// Set by `make bench-store`.
private let isAskedFor = ProcessInfo.processInfo.environment["PROMPTGATE_BENCH_STORE"] == "1"

/// Measures what shared transactions are worth on this machine's disk. Slow, and about the
/// disk as much as about the code, so it runs on request alone: `make bench-store`.
@Suite("Throughput of the store", .enabled(if: isAskedFor))
struct ThroughputTests {
    private static let callers = 64
    private static let rounds = 5

    private let ids = SnowflakeSource(time: SystemTime(), random: SeededRandom(seed: 1))

    @Test("64 callers share transactions: ten times the calls of a transaction each")
    func ratio() async throws {
        let directory = try TemporaryDirectory()
        let store = try SQLiteStore(directory)
        // Both in turn, so that another program's load falls on both.
        var alone: [Double] = []
        var shared: [Double] = []
        for _ in 0..<Self.rounds {
            alone.append(
                try await rate(calls: 4) { task, audit in
                    try await Self.admitAlone(task, audit, store)
                })
            shared.append(
                try await rate(calls: 60) { task, audit in
                    _ = try await store.admit(
                        task, audit: audit, overflow: audit,
                        room: QueueRoom(slots: 1_000_000, waiting: 0))
                })
        }
        let (slow, fast) = (median(alone), median(shared))
        print("a transaction for each call: \(Int(slow)) calls/s (median of \(Self.rounds))")
        print("shared transactions:         \(Int(fast)) calls/s (median of \(Self.rounds))")
        print("ratio: \((fast / slow * 10).rounded() / 10)")
        #expect(fast >= 10 * slow)
    }

    /// Calls that are answered in a second, with all callers at work.
    private func rate(
        calls: Int,
        _ call: @escaping @Sendable (TaskRecord, AuditRecord) async throws -> Void
    ) async throws -> Double {
        let start = ContinuousClock.now
        try await withThrowingDiscardingTaskGroup { group in
            for _ in 0..<Self.callers {
                group.addTask {
                    for _ in 0..<calls {
                        // As the gateway makes them, one after another in time: others would
                        // dirty a page of each index for each call.
                        let id = String(ids.next())
                        try await call(
                            Sample.task(TaskID(id)), Sample.audit(ExchangeID(id), task: TaskID(id)))
                    }
                }
            }
        }
        return Double(Self.callers * calls) / ((ContinuousClock.now - start) / .seconds(1))
    }

    /// What `admit` does, in a transaction of its own.
    private static func admitAlone(
        _ task: TaskRecord, _ audit: AuditRecord, _ store: SQLiteStore
    ) async throws {
        let (task, audit) = (try TaskRow(task), try store.auditRow(audit))
        try await store.database.write { db in
            try task.insert(db)
            try audit.insert(db)
        }
    }

    private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
