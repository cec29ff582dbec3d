import GRDB
import GateCore
import GateTestKit
import Synchronization
import Testing

@testable import GateStore

@Suite("A store without room", .timeLimit(.minutes(1)))
struct StoreWatchTests {
    /// Room that a test takes away and gives back.
    private final class Room: Sendable {
        private let short = Mutex(false)
        var isShort: Bool {
            get { short.withLock { $0 } }
            set { short.withLock { $0 = newValue } }
        }
    }

    private let room = Room()
    private let store: SQLiteStore

    init() throws {
        let room = room
        store = try SQLiteStore(inMemoryAt: ManualTime(), isShort: { room.isShort })
    }

    private func kind(_ work: () async throws -> Void) async -> StoreError.Kind? {
        do {
            try await work()
            return nil
        } catch {
            return (error as? StoreError)?.kind
        }
    }

    @Test("takes no new prompt, and still keeps the ends of tasks under way")
    func reserve() async throws {
        let task = Sample.task("t1")
        let places = QueueRoom(slots: 1, waiting: 1)
        _ = try await store.admit(
            task, audit: Sample.audit("e1"), overflow: Sample.audit("e1"), room: places)
        room.isShort = true
        #expect(await store.fault() == .full)
        #expect(await kind { try await store.append([Sample.audit("e2")]) } == .unavailable)
        #expect(
            await kind {
                _ = try await store.admit(
                    Sample.task("t2"), audit: Sample.audit("e3"), overflow: Sample.audit("e3"),
                    room: places)
            } == .unavailable)
        let next = try #require(
            task.applying(.dispatching, at: Sample.start, patience: TaskPatience()))
        try await store.change(next, notices: [])
        room.isShort = false
        #expect(await store.fault() == nil)
        try await store.append([Sample.audit("e2")])
        #expect(try await store.records(AuditQuery()).elements.map(\.id) == ["e2", "e1"])
    }

    @Test("takes no prompt to hold and no suggestion either")
    func reserveOfReview() async throws {
        let held = Sample.held("t1")
        let place = HoldingRoom(perTenant: 1, total: 1)
        room.isShort = true
        #expect(
            await kind {
                _ = try await store.hold(
                    held, audit: Sample.audit("e1"), overflow: Sample.audit("e1"), notices: [],
                    room: place)
            } == .unavailable)
        #expect(
            await kind { _ = try await store.add(Sample.suggestion("s1", of: Tenant.adminID)) }
                == .unavailable)
        room.isShort = false
        #expect(
            try await store.hold(
                held, audit: Sample.audit("e1"), overflow: Sample.audit("e1"), notices: [],
                room: place))
    }

    @Test("says so when its last write failed, and finds itself well again")
    func failing() async throws {
        try await store.database.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA query_only = 1")
        }
        #expect(await store.fault() == nil)
        #expect(await kind { try await store.append([Sample.audit("e1")]) } == .unavailable)
        #expect(await store.fault() == .failing)
        try await store.database.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA query_only = 0")
        }
        #expect(await store.fault() == nil)
    }

    @Test("a conflict is no fault of the store")
    func conflict() async throws {
        try await store.append([Sample.audit("e1")])
        #expect(await kind { try await store.append([Sample.audit("e1")]) } == .conflict)
        #expect(await store.fault() == nil)
    }

    @Test("a sixteenth of a small disk is kept free, and never more than a mebibyte")
    func kept() {
        #expect(DiskSpace.kept(of: 1 << 40) == 1 << 20)
        #expect(DiskSpace.kept(of: 8 << 20) == 512 << 10)
        #expect(DiskSpace.kept(of: 0) == 0)
        #expect(!DiskSpace(path: "/nowhere/at/all").isShort)
    }
}
