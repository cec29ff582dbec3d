import GRDB
import GateCore
import GateTestKit
import Testing

@testable import GateStore

@Suite("Tables of held prompts")
struct HeldMigrationTests {
    @Test("are added to a database of a released version, whose tasks go on")
    func migrates() async throws {
        let directory = try TemporaryDirectory()
        let task = Sample.task("t1")
        try released(directory.path, with: task)
        let store = try SQLiteStore(directory)
        #expect(try await store.openTasks() == [task])
        #expect(try await store.heldTasks(HeldQuery()).elements.isEmpty)
        let held = Sample.held("t2")
        let isHeld = try await store.hold(
            held, audit: Sample.audit(held.exchange, outcome: .held),
            overflow: Sample.audit(overflowing: held), notices: [], room: HoldingRoom())
        #expect(isHeld)
        try store.close()
        let again = try SQLiteStore(directory)
        #expect(try await again.openTasks() == [task, held])
        #expect(try await again.heldTasks(HeldQuery()).elements == [held])
        try again.close()
    }

    /// Makes the database that version had, with one task in it.
    private func released(_ path: String, with task: TaskRecord) throws {
        let queue = try DatabaseQueue(path: StoreDirectory(making: path).database)
        try Schema.migrator(.forTests).migrate(queue, upTo: "5 quota")
        let json = try StoredJSON.text(of: task)
        try queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO tasks (id, trigger_id, tenant, exchange, status, is_open,
                        takes_place, version, record)
                    VALUES (?, ?, ?, ?, 'queued', 1, 1, 0, ?)
                    """,
                arguments: [
                    task.id.rawValue, task.triggerID, task.tenant.rawValue,
                    task.exchange.rawValue, json,
                ])
        }
        try queue.close()
    }
}
