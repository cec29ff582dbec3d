import GateCore
import GateStore
import GateTestKit
import Testing

@Suite("Quota after a crash")
struct QuotaRecoveryTests {
    @Test("keeps the units of tasks, and gives back those of calls that were cut off")
    func settlesReservations() async throws {
        let directory = try TemporaryDirectory()
        let task = Sample.task("t1", of: "a")
        let window = Sample.start.startOfDay
        do {
            let store = try SQLiteStore(directory)
            for exchange in [task.exchange, "cut off", "finished"] {
                _ = try await store.reserve(exchange, tenant: "a", windowStart: window, limit: 3)
            }
            try await store.commit("finished")
            _ = try await store.admit(
                task, audit: Sample.audit(accepting: task),
                overflow: Sample.audit(overflowing: task), capacity: Capacity(slots: 1, waiting: 0))
        }
        let beside = try SQLiteStore(directory, exclusive: false)
        #expect(
            try await beside.used(by: "a", windowStart: window) == 3, "a command settles nothing")
        try beside.close()
        let store = try SQLiteStore(directory)
        #expect(try await store.used(by: "a", windowStart: window) == 2)
        for exchange in [task.exchange, "cut off"] { try await store.refund(exchange) }
        #expect(try await store.used(by: "a", windowStart: window) == 2, "both are settled")
        try store.close()
    }
}
