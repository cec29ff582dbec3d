import Foundation
import GRDB
import GateCore
import GateTestKit
import Testing

@testable import GateStore

@Suite("The audit chain")
struct AuditChainTests {
    @Test("verifies as it was written, and counts what it covers")
    func verifies() async throws {
        let report = try await KeptLog.closed(5).verify()
        #expect(report.fault == nil)
        #expect(report.records == 5)
        #expect(report.signed == 5)
        #expect(report.link.count == 64)
    }

    @Test("verifies with nothing in it")
    func verifiesEmpty() throws {
        let log = try KeptLog()
        try log.store().close()
        let report = try log.verify()
        #expect(report.fault == nil)
        #expect(report.records == 0)
    }

    @Test("verifies after erasures, and tells how many there were")
    func verifiesErased() async throws {
        let report = try await KeptLog.closed(5, erasing: true).verify()
        #expect(report.fault == nil)
        #expect(report.erasedTexts == 1)
        #expect(report.erasedRecords == 4)
    }

    @Test("verifies beside a gateway that writes")
    func verifiesLive() async throws {
        let log = try KeptLog()
        let store = try log.store()
        try await withThrowingTaskGroup { group in
            for number in 0..<300 {
                group.addTask { try await store.append([Sample.audit(ExchangeID("e\(number)"))]) }
                if number % 100 == 50 { #expect(try log.verify().fault == nil) }
            }
            try await group.waitForAll()
        }
        #expect(try log.verify().records == 300)
        #expect(try log.verify().signed == 256, "signed without being asked to")
        try store.close()
    }

    @Test("verifies after a process that ended without a word")
    func survivesCrash() async throws {
        let log = try KeptLog()
        let copy = try KeptLog()
        let store = try log.store()
        for number in 0..<260 {
            try await store.append([Sample.audit(ExchangeID("e\(number)"))])
        }
        // A copy of all files while the store is open is what kill -9 leaves.
        try FileManager.default.copyItem(atPath: log.directory.path, toPath: copy.directory.path)
        try store.close()
        #expect(try copy.verify().fault == nil)
        // As if it ended between the commit and the line in the file.
        try Data().write(to: URL(fileURLWithPath: copy.places.headFile))
        #expect(try copy.verify().fault == nil)
        let again = try copy.store()
        try await again.append([Sample.audit("more")])
        try again.close()
        #expect(try copy.verify().records == 261)
        #expect(
            try String(contentsOfFile: copy.places.headFile, encoding: .utf8).hasPrefix("256 "))
    }

    @Test("is signed by a task that is cancelled, as at a shutdown")
    func signsWhenCancelled() async throws {
        let log = try KeptLog()
        let store = try log.store()
        try await store.append([Sample.audit("e1")])
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            try await store.signAuditHead()
        }
        task.cancel()
        try await task.value
        try store.close()
        #expect(try log.verify().signed == 1)
    }

    @Test("goes on after a line of a head that a crash cut short")
    func mendsHeads() async throws {
        let log = try await KeptLog.closed(3)
        let path = log.places.headFile
        let whole = try String(contentsOfFile: path, encoding: .utf8)
        try (whole + "7 12").write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try log.verify().fault == nil)
        let store = try log.store()
        try await store.append([Sample.audit("more")])
        try await store.signAuditHead()
        try store.close()
        #expect(try log.verify().fault == nil)
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 2)
    }

    @Test("has no gap after writes that were undone")
    func hasNoGaps() async throws {
        let log = try KeptLog()
        let store = try log.store()
        try await withThrowingTaskGroup { group in
            for number in 0..<60 {
                group.addTask {
                    let ids = number % 3 == 0 ? ["e\(number)", "e1"] : ["e\(number)"]
                    // Every third is a conflict with e1, or is one for it.
                    try? await store.append(ids.map { Sample.audit(ExchangeID($0)) })
                }
            }
            try await group.waitForAll()
        }
        let kept = try await store.records(AuditQuery(limit: 1000)).elements.count
        try store.close()
        let report = try log.verify()
        #expect(report.fault == nil)
        #expect(report.records == Int64(kept))
    }

    @Test("chains the records of the version before")
    func chainsOldRecords() async throws {
        let log = try KeptLog()
        let sealer = try AuditSealer(
            keys: log.places.makeKey(inNewDirectory: log.directory), time: ManualTime(),
            random: SeededRandom(seed: 3))
        let queue = try log.raw()
        try Schema.migrator(sealer).migrate(queue, upTo: "5 quota")
        let old = (1...3).map {
            Sample.audit(ExchangeID("e\($0)"), matches: [Sample.match("r")], prompt: "old \($0)")
        }
        try await queue.write { db in
            for record in old {
                try db.execute(
                    sql: """
                        INSERT INTO audit (id, at, tenant, action, outcome, searched, record)
                        VALUES (?, 0, '', '', '', '', ?)
                        """,
                    arguments: [record.id.rawValue, try StoredJSON.text(of: record)])
            }
        }
        try queue.close()
        let store = try log.store()
        #expect(try await store.records(AuditQuery()).elements == old.reversed())
        try await store.append([Sample.audit("new")])
        try store.close()
        let report = try log.verify()
        #expect(report.fault == nil)
        #expect(report.records == 4)
    }
}

extension AuditPlaces {
    /// A key in a directory that is made for it.
    fileprivate func makeKey(inNewDirectory directory: TemporaryDirectory) throws -> AuditKeyring {
        try FileManager.default.createDirectory(
            atPath: directory.path, withIntermediateDirectories: true)
        return try makeKey(SeededRandom(seed: 2))
    }
}
