import GRDB
import GateCore
import GateTestKit
import Testing

@testable import GateStore

/// What is asked for often must not walk a table that grows for ever.
@Suite("Query plans")
struct QueryPlanTests {
    @Test(
        "use an index",
        arguments: [
            SQLiteStore.dueNoticesSQL,
            "SELECT MIN(next_at) FROM notices WHERE state = 'pending'",
            "SELECT COUNT(*) FROM tasks WHERE status = 'queued' AND sequence < 7",
            "SELECT record FROM tasks WHERE is_open = 1 ORDER BY sequence",
            "SELECT COUNT(*) FROM tasks WHERE status = 'held'",
            "SELECT COUNT(*) FROM tasks WHERE status = 'held' AND tenant = 'x'",
            "SELECT record FROM tasks WHERE status = 'held' AND held_until <= 7",
            "SELECT tenant FROM strikes WHERE at < 7 ORDER BY at LIMIT 8",
            "SELECT tenant FROM tasks WHERE id = 'x' OR trigger_id = 'x'",
            "SELECT tenant FROM tasks WHERE message_id = 'x' OR job_hash = 'x'",
            "SELECT sequence FROM tasks WHERE tenant = 'x' ORDER BY sequence DESC",
            "SELECT sequence FROM audit WHERE tenant = 'x' ORDER BY sequence DESC",
            "SELECT COUNT(*) FROM audit WHERE outcome = 'blocked' AND at >= 1",
            "SELECT 1 FROM quota_reservations WHERE exchange = 'x' OR task = 'x'",
            QuotaReservations.tasksSQL.replacing("?", with: "'x'"),
            "SELECT SUM(units) FROM quota_spends WHERE counter = 1 AND at > 1 AND units < 0",
            "SELECT record FROM images WHERE id = 'x' AND tenant = 'y'",
            "SELECT record FROM images WHERE task = 'x' ORDER BY sequence",
            "SELECT record FROM images WHERE expires_at <= 7 ORDER BY expires_at, sequence",
            "SELECT id FROM images WHERE id IN ('x', 'y')",
            "SELECT record FROM api_keys WHERE digest = x'00'",
        ])
    func useIndex(sql: String) async throws {
        let store = try SQLiteStore(inMemoryAt: ManualTime())
        let plan = try await store.read { db in
            try Row.fetchAll(
                db, sql: "EXPLAIN QUERY PLAN " + sql, arguments: sql.contains("?") ? [0, 0] : []
            )
            .map { $0["detail"] as String }
        }
        let walks = plan.filter { $0.hasPrefix("SCAN") && !$0.contains("USING") }
        #expect(walks.isEmpty, "\(plan)")
        #expect(plan.contains { $0.contains("INDEX") }, "\(plan)")
    }

    @Test("look at no task but those of reservations when forgotten ones are settled")
    func forgottenReservations() async throws {
        let store = try SQLiteStore(inMemoryAt: ManualTime())
        let plan = try await store.read { db in
            try Row.fetchAll(
                db, sql: "EXPLAIN QUERY PLAN " + QuotaReservations.leftSQL, arguments: [0, 0]
            ).map { $0["detail"] as String }
        }
        #expect(!plan.contains { $0.hasPrefix("SCAN tasks") }, "\(plan)")
    }
}
