import GateCore
import GateTestKit
import Logging
import Testing

@Suite("Retention")
struct RetentionTests {
    private let time = ManualTime()
    private let store = MemoryStore()

    private var sweep: RetentionSweep {
        RetentionSweep(
            tenants: store, audit: store, time: time, random: SeededRandom(seed: 1),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private func add(_ id: TenantID, _ retention: RetentionPolicy?) async throws {
        var tenant = Sample.tenant(id)
        tenant.retention = retention
        try await store.addTenant(tenant, webhookSecret: "whsec_")
    }

    @Test("orders erasures of what is older than the tenant's days, and of nothing else")
    func orders() {
        var tenants = ["a", "b", "c"].map { Sample.tenant($0) }
        tenants[1].retention = RetentionPolicy(textsDays: 1)
        tenants[2].retention = RetentionPolicy(textsDays: 2, recordsDays: 30)
        let day = Duration.seconds(86_400)
        let now = Sample.start
        let expected = [
            ErasureOrder(tenant: "b", part: .texts, before: now + day * -1),
            ErasureOrder(tenant: "c", part: .records, before: now + day * -30),
            ErasureOrder(tenant: "c", part: .texts, before: now + day * -2),
        ]
        #expect(ErasureOrder.due(for: tenants, at: now) == expected)
    }

    @Test("erases texts first and records later, and puts that on record")
    func sweeps() async throws {
        try await add("a", RetentionPolicy(textsDays: 1, recordsDays: 3))
        try await add("b", nil)
        let old = time.wall()
        try await store.append([
            Sample.audit("e1", of: "a", at: old, prompt: "p"),
            Sample.audit("e2", of: "b", at: old, prompt: "p"),
        ])
        try await sweep.sweep()
        #expect(store.auditRecords.map(\.prompt) == ["p", "p"], "not old enough")
        time.setWall(old + .seconds(86_401))
        try await sweep.sweep()
        #expect(store.auditRecords.map(\.prompt) == ["", "p", ""])
        #expect(store.auditRecords.last?.admin?.action == "retention.texts")
        #expect(store.auditRecords.last?.admin?.target == "a")
        #expect(store.auditRecords.last?.admin?.detail["erased"] == 1)
        try await sweep.sweep()
        #expect(store.auditRecords.count == 3, "nothing more to tell")
        time.setWall(old + .seconds(3 * 86_400 + 1))
        try await sweep.sweep()
        #expect(store.auditRecords.map(\.id).contains("e1") == false)
        #expect(store.auditRecords.last?.admin?.action == "retention.records")
    }
}
