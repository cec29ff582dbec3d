import Foundation
import GRDB
import GateCore
import GateTestKit
import Testing

@testable import GateStore

@Suite("Erasing from the audit log")
struct AuditErasureTests {
    @Test("leaves nothing of the texts in any file")
    func leavesNothing() async throws {
        let directory = try TemporaryDirectory()
        let store = try SQLiteStore(directory)
        let long = "canary" + String(repeating: " and so on", count: 900)
        for number in 0..<20 {
            try await store.append([
                Sample.audit(
                    ExchangeID("e\(number)"), of: "a", matches: [Sample.match("r", term: "t")],
                    prompt: number % 2 == 0 ? long : "canary")
            ])
        }
        #expect(try await store.eraseTexts(tenant: "a", endUser: nil, before: nil) == 20)
        try store.close()
        for (name, content) in try directory.contents() {
            #expect(content.range(of: Data("canary".utf8)) == nil, "\(name)")
        }
    }

    @Test("keeps prompts out of the record that is chained")
    func keepsTextsApart() async throws {
        let store = try SQLiteStore(inMemoryAt: ManualTime())
        var match = Sample.match("r", term: "c*")
        match.text = "canary"
        try await store.append([Sample.audit("e1", matches: [match], prompt: "a canary")])
        let record = try await store.read { db in
            try String.fetchOne(db, sql: "SELECT record FROM audit")
        }
        #expect(record?.contains("canary") == false)
    }

    @Test("gives equal texts different commitments, so that none can be guessed")
    func salts() async throws {
        let store = try SQLiteStore(inMemoryAt: ManualTime())
        try await store.append([Sample.audit("e1"), Sample.audit("e2")])
        let commitments = try await store.read { db in
            try Data.fetchAll(db, sql: "SELECT commitment FROM audit")
        }
        #expect(Set(commitments).count == 2)
    }
}
