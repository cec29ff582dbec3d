import GRDB
import GateCore
import GateTestKit
import Testing

@testable import GateStore

@Suite("Bringing the places of kept tasks up to date")
struct QueuePlacesMigrationTests {
    @Test("finds out which accounts each task takes a place of, and counts them from then on")
    func migrates() async throws {
        let database = try DatabaseQueue(configuration: DatabaseOpening.configuration)
        try Schema.migrator(.forTests).migrate(database, upTo: "delivered webhooks")
        try await database.write { db in
            for (id, status, takes, record) in Self.tasks {
                try db.execute(
                    sql: """
                        INSERT INTO tasks (id, trigger_id, tenant, exchange, status, is_open,
                            takes_place, version, record)
                        VALUES (?, ?, 'a', 'e', ?, 1, ?, 0, ?)
                        """, arguments: [id, id, status, takes, record])
            }
        }
        try Schema.migrator(.forTests).migrate(database)
        #expect(
            try await places(database) == ["": 2, "a": 1, "a,b": 1, "b": 1, "default": 1])
        try await database.write { db in
            try db.execute(
                sql: """
                    UPDATE tasks SET place = 'b' WHERE id = 'free';
                    UPDATE tasks SET place = NULL WHERE id = 'one';
                    UPDATE tasks SET status = 'x' WHERE id = 'two';
                    DELETE FROM tasks WHERE id = 'old';
                    """)
        }
        #expect(
            try await places(database) == ["": 1, "a": 0, "a,b": 1, "b": 2, "default": 0])
    }

    private static let tasks: [(String, String, Bool, String)] = [
        ("free", "queued", true, "{}"), ("other", "queued", true, #"{"account":"b"}"#),
        ("one", "queued", true, #"{"accounts":["a"]}"#),
        ("two", "queued", true, #"{"accounts":["b","a"]}"#),
        ("sent", "running", true, #"{"account":"b"}"#), ("old", "submitted", true, "{}"),
        ("done", "finished", false, #"{"account":"b"}"#),
    ]

    private func places(_ database: DatabaseQueue) async throws -> [String: Int] {
        try await database.read { db in
            try Row.fetchAll(db, sql: "SELECT place, taken FROM queue_places").reduce(into: [:]) {
                $0[$1[0]] = $1[1]
            }
        }
    }
}
