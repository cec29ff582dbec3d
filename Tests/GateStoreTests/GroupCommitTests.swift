import GRDB
import GateCore
import GateTestKit
import Testing

@testable import GateStore

@Suite("Writes that share a transaction", .timeLimit(.minutes(1)))
struct GroupCommitTests {
    private let directory: TemporaryDirectory
    private let store: SQLiteStore

    init() throws {
        directory = try TemporaryDirectory()
        store = try SQLiteStore(directory)
    }

    @Test("are undone one by one")
    func areUndoneOneByOne() async throws {
        let store = store
        try await store.append([Sample.audit("taken")])
        let conflicts = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<100 {
                group.addTask {
                    do {
                        let second = number % 2 == 0 ? "e\(number)b" : "taken"
                        try await store.append(
                            ["e\(number)a", second].map { Sample.audit(ExchangeID($0)) })
                        return false
                    } catch {
                        return (error as? StoreError)?.kind == .conflict
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(conflicts == 50)
        let kept = try await store.records(AuditQuery(limit: 1000)).elements.map(\.id.rawValue)
        let even = (0..<100).filter { $0 % 2 == 0 }.flatMap { ["e\($0)a", "e\($0)b"] }
        #expect(Set(kept) == Set(even + ["taken"]))
        #expect(kept.count == 101)
    }

    @Test("take far fewer transactions than there are callers")
    func shareTransactions() async throws {
        let commits = CommitCounter()
        store.database.add(transactionObserver: commits)
        // The writer is held until all callers have asked.
        let gate = Gate()
        let store = store
        store.database.asyncWriteWithoutTransaction { _ in gate.wait() }
        try await withThrowingTaskGroup { group in
            for number in 0..<64 {
                group.addTask { try await store.append([Sample.audit(ExchangeID("e\(number)"))]) }
            }
            while store.waitingWrites < 64 { await Task.yield() }
            gate.open()
            try await group.waitForAll()
        }
        #expect(commits.count == 1)
        #expect(try await store.records(AuditQuery()).elements.count == 64)
    }

    @Test("are all undone when one of them takes the transaction with it")
    func areUndoneTogether() async throws {
        let store = store
        let gate = Gate()
        store.database.asyncWriteWithoutTransaction { _ in gate.wait() }
        let before = Task { try await store.append([Sample.audit("before")]) }
        while store.waitingWrites < 1 { await Task.yield() }
        let fatal = Task {
            try await store.write { db in
                try db.execute(sql: "ROLLBACK")  // as SQLite does itself on grave errors
                throw StoreError(.conflict, "grave")
            }
        }
        while store.waitingWrites < 2 { await Task.yield() }
        let after = Task { try await store.append([Sample.audit("after")]) }
        while store.waitingWrites < 3 { await Task.yield() }
        gate.open()
        for innocent in [before, after] {
            let error = await #expect(throws: StoreError.self) { try await innocent.value }
            #expect(error?.kind == .unavailable)
        }
        let error = await #expect(throws: StoreError.self) { try await fatal.value }
        #expect(error?.kind == .conflict, "the one at fault hears its own error")
        #expect(try await store.records(AuditQuery()).elements.isEmpty)
        try await store.append([Sample.audit("again")])
    }

    @Test("are not given up with the task that asked for them")
    func outliveCancellation() async throws {
        let store = store
        let caller = Task { try await store.append([Sample.audit("e1")]) }
        caller.cancel()
        try await caller.value
        #expect(try await store.records(AuditQuery()).elements.count == 1)
    }

    @Test("fail together on a full disk, and work again when there is room")
    func recoverFromFullDisk() async throws {
        let store = store
        let pages = try await limitPages(to: 1)
        let big = String(repeating: "x", count: 200_000)
        let kinds = await withTaskGroup(of: StoreError.Kind?.self) { group in
            for number in 0..<8 {
                group.addTask {
                    do {
                        try await store.append([Sample.audit(ExchangeID("e\(number)"), prompt: big)]
                        )
                        return nil
                    } catch {
                        return (error as? StoreError)?.kind
                    }
                }
            }
            return await group.reduce(into: [StoreError.Kind?]()) { $0.append($1) }
        }
        #expect(kinds == Array(repeating: .unavailable, count: 8))
        #expect(try await store.records(AuditQuery()).elements.isEmpty)
        _ = try await limitPages(to: pages + 10_000)
        try await store.append([Sample.audit("e1", prompt: big)])
        #expect(try await store.records(AuditQuery()).elements.count == 1)
    }

    /// SQLite refuses to grow beyond this many pages (never fewer than there are) with the
    /// error of a full disk.
    private func limitPages(to count: Int) async throws -> Int {
        try await store.database.writeWithoutTransaction { db in
            try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(count)") ?? 0
        }
    }
}
