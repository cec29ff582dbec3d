import Foundation
import GRDB
import GateCore
import GateTestKit
import Testing

@testable import GateStore

@Suite("Opening the store")
struct OpeningTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test("makes a directory and files that only their owner reads")
    func isPrivate() throws {
        let store = try SQLiteStore(directory)
        #expect(try directory.mode() == 0o700)
        for name in try directory.contents().keys {
            #expect(try directory.mode(of: name) == 0o600, "\(name)")
        }
        try store.close()
    }

    @Test("takes away others' rights to a database that is there")
    func becomesPrivate() throws {
        try FileManager.default.createDirectory(
            atPath: directory.path, withIntermediateDirectories: true)
        let file = directory.path + "/promptgate.db"
        #expect(
            FileManager.default.createFile(
                atPath: file, contents: nil, attributes: [.posixPermissions: 0o644]))
        let store = try SQLiteStore(directory)
        #expect(try directory.mode(of: "promptgate.db") == 0o600)
        try store.close()
    }

    @Test("sets what durability and integrity rest on")
    func setsPragmas() async throws {
        let store = try SQLiteStore(directory)
        let settings = try await store.database.writeWithoutTransaction { db in
            [
                try String.fetchOne(db, sql: "PRAGMA journal_mode"),
                try String.fetchOne(db, sql: "PRAGMA synchronous"),  // 2 is FULL
                try String.fetchOne(db, sql: "PRAGMA foreign_keys"),
            ]
        }
        #expect(settings == ["wal", "2", "1"])
        try store.close()
    }

    @Test("is refused, and says why, while another process serves from the directory")
    func isExclusive() throws {
        let first = try SQLiteStore(directory)
        let error = #expect(throws: StoreError.self) { try SQLiteStore(directory) }
        #expect(error?.kind == .unavailable)
        #expect(error?.description.contains("another promptgate process") == true)
        #expect(error?.description.contains(directory.path) == true)
        try first.close()
        try SQLiteStore(directory).close()
    }

    @Test("leaves the directory free when a store is dropped without closing it")
    func freesOnDrop() throws {
        do { _ = try SQLiteStore(directory) }
        try SQLiteStore(directory).close()
    }

    @Test("lets a command add a tenant beside the server, which sees it at once")
    func allowsCommands() async throws {
        let server = try SQLiteStore(directory)
        let command = try SQLiteStore(directory, exclusive: false)
        try await command.addTenant(Sample.tenant("a"), webhookSecret: "whsec_a")
        try await command.addKey(Sample.key("k", of: "a"), secret: "pg_1")
        #expect(try await server.caller(withSecret: "pg_1")?.tenant.id == "a")
        try command.close()
        try await server.addTenant(Sample.tenant("b"), webhookSecret: "whsec_b")
        try server.close()
    }

    @Test("survives a server and commands that all open it first")
    func opensAtOnce() async throws {
        let directory = directory
        try await withThrowingTaskGroup { group in
            for number in 0..<6 {
                group.addTask { try SQLiteStore(directory, exclusive: number == 0).close() }
            }
            try await group.waitForAll()
        }
    }

    @Test("finds everything again")
    func findsEverything() async throws {
        let task = Sample.task("t1", of: "a")
        let notice = Sample.notice("n1", for: task)
        let blocked = Sample.audit("e1", matches: [Sample.match("r1")])
        do {
            let store = try SQLiteStore(directory)
            try await store.addTenant(Sample.tenant("a"), webhookSecret: "whsec_a")
            try await store.addKey(Sample.key("k", of: "a"), secret: "pg_1")
            _ = try await store.admit(
                task, audit: Sample.audit(accepting: task),
                overflow: Sample.audit(overflowing: task), room: QueueRoom(slots: 1, waiting: 0))
            try await store.change(try task.after(.dispatching), notices: [notice])
            try await store.append([blocked])
            // Dropped, not closed: as after a crash, the journal is what is found.
        }
        let store = try SQLiteStore(directory)
        #expect(try await store.caller(withSecret: "pg_1")?.tenant == Sample.tenant("a"))
        #expect(try await store.openTasks() == [try task.after(.dispatching)])
        #expect(try await store.dueNotices(at: Sample.start, limit: 9).map(\.notice) == [notice])
        #expect(try await store.records(AuditQuery()).elements.first == blocked)
        #expect(try await store.records(AuditQuery()).elements.count == 2)
        try store.close()
    }

    @Test("makes the default tenant once, with a secret of its own")
    func makesDefaultTenantOnce() async throws {
        let first = try SQLiteStore(directory)
        let secret = try #require(try await first.webhookSecret(of: Tenant.adminID))
        let bytes = try #require(Data(base64Encoded: String(secret.dropFirst("whsec_".count))))
        #expect(secret.hasPrefix("whsec_"))
        #expect(bytes.count == 32)
        try first.close()
        let second = try SQLiteStore(directory, seed: 2)
        #expect(try await second.webhookSecret(of: Tenant.adminID) == secret)
        try second.close()
    }

    @Test("refuses a database that a newer version made")
    func refusesNewerDatabase() async throws {
        let store = try SQLiteStore(directory)
        try await store.database.write { db in
            try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 from the future')")
        }
        try store.close()
        let error = #expect(throws: StoreError.self) { try SQLiteStore(directory) }
        #expect(error?.description.contains("newer version") == true)
    }

    @Test("refuses a directory that cannot be one, and a file that is no database")
    func refusesBadPlaces() throws {
        try FileManager.default.createDirectory(
            atPath: directory.path, withIntermediateDirectories: true)
        let file = directory.path + "/promptgate.db"
        try Data(repeating: 7, count: 5000).write(to: URL(fileURLWithPath: file))
        #expect(throws: StoreError.self) { try SQLiteStore(directory) }
        #expect(throws: StoreError.self) { try SQLiteStore(directory, file: "/promptgate.db") }
        #expect(try directory.contents()["promptgate.db"]?.first == 7, "the file is left alone")
    }

    @Test("closed, answers with an error and not with a crash")
    func failsWhenClosed() async throws {
        let store = try SQLiteStore(directory)
        try store.close()
        await #expect(throws: StoreError.self) { try await store.tenants() }
        await #expect(throws: StoreError.self) {
            try await store.addTenant(Sample.tenant("a"), webhookSecret: "whsec_a")
        }
    }
}
