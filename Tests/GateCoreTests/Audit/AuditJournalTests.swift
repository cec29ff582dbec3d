import GateCore
import GateTestKit
import Testing

@Suite("The admin journal in the audit log")
struct AuditJournalTests {
    private let store = MemoryStore()
    private let caller = Caller(
        tenant: Sample.tenant("default"), key: "key_1", scope: .admin)

    private let journal: AuditJournal

    init() { journal = AuditJournal(store, time: ManualTime(), random: SeededRandom(seed: 1)) }

    @Test("a note is a record of kind admin, with its actor, and no judgement")
    func note() async throws {
        try await journal.note("rules.reload", target: "rules", detail: ["a": 1], by: caller)
        let record = try #require(store.auditRecords.first)
        #expect(
            record.admin
                == AdminAction(
                    actor: "key_1", action: "rules.reload", target: "rules", detail: ["a": 1]))
        #expect(record.kind == "admin" && record.surface == .admin && record.tenant == "default")
        #expect(record.key == "key_1" && record.at == Sample.start && record.prompt.isEmpty)
    }

    @Test("a secret that slipped into the detail is taken out, however deep")
    func secrets() async throws {
        let detail: JSONValue = ["a": ["pg_secret", ["b": "whsec_secret"]], "c": "jpg_x"]
        try await journal.note("x.y", target: "t", detail: detail, by: caller)
        #expect(
            store.auditRecords.first?.admin?.detail
                == ["a": ["[secret]", ["b": "[secret]"]], "c": "jpg_x"])
    }

    @Test("the intent is kept before the change, and a failure after it")
    func order() async throws {
        let store = store
        let seen = try await journal.noted("a.b", target: "t", by: caller) {
            store.auditRecords.compactMap(\.admin?.action)
        }
        #expect(seen == ["a.b"])
        await #expect(throws: Problem.self) {
            try await journal.noted("c.d", target: "t", by: caller) {
                throw Problem(.conflict, "The canary is taken.")
            }
        }
        #expect(store.auditRecords.compactMap(\.admin?.action) == ["a.b", "c.d", "c.d.failed"])
        #expect(store.auditRecords.last?.admin?.detail == ["reason": "Conflict"])
    }
}
