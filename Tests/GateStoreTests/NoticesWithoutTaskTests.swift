import GRDB
import GateCore
import GateTestKit
import Testing

@testable import GateStore

@Suite("Bringing kept webhooks up to date")
struct NoticesWithoutTaskTests {
    @Test("keeps every webhook of an older database, in its state and order")
    func migrates() async throws {
        let database = try DatabaseQueue(configuration: DatabaseOpening.configuration)
        try Schema.migrator(.forTests).migrate(database, upTo: "5 quota")
        try await database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO tenants (id, webhook_secret, record) VALUES ('a', 'whsec_a', '{}');
                    INSERT INTO tasks (id, trigger_id, tenant, exchange, status, is_open,
                        takes_place, version, record)
                    VALUES ('t1', 't1', 'a', 'e', 'running', 1, 1, 0, '{}');
                    INSERT INTO notices (sequence, id, tenant, task, state, attempts, next_at,
                        settled_at, error, record)
                    VALUES (3, 'n3', 'a', 't1', 'delivered', 1, 10, 11, NULL, '{"n":3}'),
                        (7, 'n7', 'a', 't1', 'pending', 2, 20, NULL, '503', '{"n":7}'),
                        (9, 'n9', 'a', 't1', 'waiting', 0, 30, NULL, NULL, '{"n":9}');
                    """)
        }
        let before = try rows(database)
        try Schema.migrator(.forTests).migrate(database)
        #expect(try rows(database) == before)
        let indexes = try await database.read { db in
            try String.fetchAll(
                db,
                sql: "SELECT name FROM sqlite_master WHERE tbl_name = 'notices' AND sql LIKE "
                    + "'CREATE%INDEX%' ORDER BY name")
        }
        #expect(
            indexes == [
                "notices_delivered", "notices_due", "notices_due_of_receiver", "notices_failed",
                "notices_first", "notices_of_tenant", "notices_open", "notices_waiting",
            ])
        await #expect(throws: DatabaseError.self, "a task has one pending webhook") {
            try await insert("n10", task: "t1", database)
        }
        await #expect(throws: DatabaseError.self, "a task that is named must be there") {
            try await insert("n11", task: "t2", database)
        }
        try await insert("n12", task: nil, database)
        try await insert("n13", task: nil, database)
    }

    @Test("finds out who gets what is not delivered yet")
    func receivers() async throws {
        let database = try DatabaseQueue(configuration: DatabaseOpening.configuration)
        try Schema.migrator(.forTests).migrate(database, upTo: "delivered webhooks")
        try await database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO tenants (id, webhook_secret, record) VALUES ('a', 'whsec_a', '{}');
                    INSERT INTO notices (id, tenant, state, next_at, record)
                    VALUES ('n1', 'a', 'delivered', 0, '{"url":"https://one.test/in"}'),
                        ('n2', 'a', 'pending', 0, '{"url":"https://One.test/in"}'),
                        ('n3', 'a', 'failed', 0, '{"url":"http://two.test:81"}'),
                        ('n4', 'a', 'pending', 0, '{}');
                    """)
        }
        try Schema.migrator(.forTests).migrate(database)
        let receivers = try await database.read { db in
            try String.fetchAll(db, sql: "SELECT receiver FROM notices ORDER BY sequence")
        }
        #expect(receivers == ["", "a one.test:443", "a two.test:81", "a malformed"])
    }

    private func rows(_ database: DatabaseQueue) throws -> [Row] {
        try database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT sequence, id, tenant, task, state, attempts, next_at, settled_at, error,
                        record
                    FROM notices ORDER BY sequence
                    """)
        }
    }

    private func insert(_ id: String, task: String?, _ database: DatabaseQueue) async throws {
        try await database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO notices (id, tenant, task, state, next_at, record)
                    VALUES (?, 'a', ?, 'pending', 0, '{}')
                    """, arguments: [id, task])
        }
    }
}
