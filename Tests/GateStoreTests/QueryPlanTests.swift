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

    @Test("jump from receiver to receiver, and to the first due of each")
    func dueNotices() async throws {
        let store = try SQLiteStore(inMemoryAt: ManualTime())
        let plan = try await store.read { db in
            try Row.fetchAll(
                db, sql: "EXPLAIN QUERY PLAN " + SQLiteStore.dueNoticesSQL,
                arguments: [
                    "now": 0, "each": 1, "own": 1, "limit": 1, "resting": "[]", "underway": "[]",
                ]
            ).map { $0["detail"] as String }
        }
        let walks = plan.filter {
            $0.hasPrefix("SCAN") && !$0.contains("USING")
                && !$0.contains("sought") && !$0.contains("due") && !$0.contains("json_each")
                && !$0.contains("(subquery")
        }
        #expect(walks.isEmpty, "\(plan)")
        #expect(plan.contains { $0.contains("notices_due_of_receiver") }, "\(plan)")
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

    private static func query(_ change: (inout AuditQuery) -> Void) -> AuditQuery {
        var query = AuditQuery()
        query.since = Sample.start
        change(&query)
        return query
    }

    static let searches: [(AuditQuery, String)] = [
        (query { $0.tenant = "a" }, "audit_by_tenant "),
        (
            query {
                $0.endUser = "7"; $0.tenant = "a"
            }, "audit_by_end_user "
        ),
        (
            query {
                $0.outcome = .limited; $0.kind = "imagine"
            }, "audit_by_outcome "
        ),
        (
            query {
                $0.action = "blocked"; $0.tenant = "a"
            }, "audit_by_ending "
        ),
        (
            query {
                $0.outcome = .accepted; $0.kind = "imagine"
            }, "audit_by_kind "
        ),
        (
            query {
                $0.action = "block"; $0.kind = "imagine"
            }, "audit_by_action "
        ),
        (
            query {
                $0.action = "tenant.create"; $0.kind = "admin"
            }, "audit_by_admin "
        ),
        (
            query {
                $0.rule = "r"; $0.tenant = "a"
            }, "audit_matches_by_rule "
        ),
        (
            query {
                $0.rule = "r"; $0.text = "ab"
            }, "audit_matches_by_rule "
        ),
        (
            query {
                $0.text = "moon"; $0.tenant = "a"; $0.rule = "r"
            }, "VIRTUAL TABLE INDEX"
        ),
        (
            query {
                $0.text = "ab"; $0.tenant = "a"
            }, "INTEGER PRIMARY KEY"
        ),
        (query { _ in }, "INTEGER PRIMARY KEY"),
    ]

    @Test("a search walks one index in the order of the listing", arguments: searches)
    func searchesWalkOneIndex(query: AuditQuery, index: String) async throws {
        let store = try SQLiteStore(inMemoryAt: ManualTime())
        let selection = try AuditSearch(query).selections.last
        let sql = try #require(selection).sql
        let plan = try await plan(of: sql, selection?.conditions.arguments ?? [], store)
        #expect(plan.first?.contains(index) == true, "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
        let walks = plan.filter { $0.hasPrefix("SCAN") && !$0.contains("VIRTUAL TABLE INDEX") }
        #expect(walks.isEmpty, "\(plan)")
    }

    @Test("a report reads the index of what was blocked", arguments: ReportGrouping.allCases)
    func reportsReadAnIndex(grouping: ReportGrouping) async throws {
        let store = try SQLiteStore(inMemoryAt: ManualTime())
        var query = ReportQuery(grouping)
        query.since = Sample.start
        query.tenant = "a"
        query.compareWithPeriodBefore(now: Sample.start + .seconds(60))
        var values = StatementArguments()
        let sql = BannedPromptsReport(query: query).statement(&values)
        let counts = try await plan(of: sql, values, store)
        let reads = counts.filter { $0.contains(" audit ") }
        #expect(
            reads.count == 2 && reads.allSatisfy { $0.contains("audit_blocked (at>") }, "\(counts)")
        // What is read out of a record needs its row.
        let covers = reads.allSatisfy { $0.contains("COVERING INDEX") }
        #expect(covers == (grouping != .endUser), "\(counts)")
        let samples = GroupSamples(query, name: 1.databaseValue, owner: "a", newest: 9)
        let looks = try await plan(of: samples.sql, samples.arguments, store)
        #expect(!looks.contains { $0.hasPrefix("SCAN") }, "\(looks)")
        if grouping.bucket == nil {
            #expect(!looks.contains { $0.contains("TEMP B-TREE") }, "\(looks)")
        }
    }

    private func plan(
        of sql: String, _ arguments: StatementArguments, _ store: SQLiteStore
    ) async throws -> [String] {
        try await store.read { db in
            try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments)
                .map { $0["detail"] as String }
        }
    }
}
