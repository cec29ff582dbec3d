import Foundation
import GRDB
import GateCore
import GateTestKit
import Testing

@testable import GateStore

@Suite("What the store gives away")
struct SecrecyTests {
    @Test("no secret of a key is in any of its files")
    func keepsNoKeySecret() async throws {
        let directory = try TemporaryDirectory()
        let store = try SQLiteStore(directory)
        try await store.addTenant(Sample.tenant("a"), webhookSecret: "whsec_a")
        try await store.addKey(Sample.key("k", of: "a"), secret: "pg_canary_of_a_tenant")
        try await store.setBootstrapKey(secret: "pg_canary_of_the_admin", at: Sample.start)
        let files = try directory.contents()
        #expect(files.values.contains { $0.range(of: Data("whsec_a".utf8)) != nil })
        for (name, content) in files {
            #expect(content.range(of: Data("canary".utf8)) == nil, "\(name)")
        }
        try store.close()
    }

    @Test("no value of a record is in an error")
    func keepsErrorsClean() async throws {
        let store = try SQLiteStore(inMemoryAt: ManualTime())
        let record = Sample.audit("canary-id", prompt: "canary prompt")
        try await store.append([record])
        let conflict = await #expect(throws: StoreError.self) { try await store.append([record]) }
        #expect(conflict?.description.isEmpty == false)
        #expect(conflict?.description.contains("canary") == false)
        let failure = await #expect(throws: StoreError.self) {
            try await store.write { db in
                try db.execute(sql: "INSERT INTO nowhere VALUES (?)", arguments: ["canary"])
            }
        }
        #expect(failure?.kind == .unavailable)
        #expect(failure?.description.contains("canary") == false)
    }

    @Test("a record that cannot be read is an error without its text")
    func keepsUnreadableRecordsQuiet() async throws {
        let store = try SQLiteStore(inMemoryAt: ManualTime())
        try await store.append([Sample.audit("e1")])
        try await store.write { db in
            try db.execute(sql: "UPDATE audit SET record = ?", arguments: [#"{"prompt":"canary"}"#])
        }
        let error = await #expect(throws: StoreError.self) {
            try await store.records(AuditQuery())
        }
        #expect(error?.kind == .unavailable)
        #expect(error?.description.contains("canary") == false)
    }
}
