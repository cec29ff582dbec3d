import GateCore
import HTTPTypes
import Synchronization
import Testing

@testable import GateHTTP

@Suite("Erasing texts")
struct AdminErasureRoutesTests {
    @Test("erases of a tenant, an end user, before a time; and puts that on record")
    func erases() async throws {
        var bench = try await Bench()
        bench.journal = nil  // The audit log is the journal.
        let path = "/v1/admin/tenants/a/texts?end_user=u%201&before=2026-11-23"
        let reply = try await bench.call(.delete, path, key: "admin")
        #expect(reply.status == 200)
        #expect(try reply["erased"]?.int == 3)
        let state = bench.audit.state.withLock { $0 }
        #expect(
            state.erasures == [
                AuditShelf.Erasure(
                    tenant: "a", endUser: "u 1",
                    before: Timestamp(year: 2026, month: 11, day: 23))
            ])
        #expect(state.records.map { $0.admin?.action } == ["texts.erase"])
        #expect(state.records.first?.admin?.target == "a")
        #expect(state.records.first?.admin?.detail["end_user"] == "u 1")
    }

    @Test("erases all of a tenant's without more words")
    func erasesAll() async throws {
        let bench = try await Bench()
        #expect(
            try await bench.call(.delete, "/v1/admin/tenants/a/texts", key: "admin").status == 200)
        #expect(bench.audit.state.withLock { $0.erasures } == [AuditShelf.Erasure(tenant: "a")])
    }

    @Test(
        "refuses what it does not know, and others than admins",
        arguments: [
            ("/v1/admin/tenants/nobody/texts", "admin", 404),
            ("/v1/admin/tenants/a/texts?before=yesterday", "admin", 400),
            ("/v1/admin/tenants/a/texts?enduser=u", "admin", 400),
            ("/v1/admin/tenants/a/texts", "pg_a", 403),
        ])
    func refuses(path: String, key: String, status: Int) async throws {
        let bench = try await Bench()
        #expect(try await bench.call(.delete, path, key: key).status == status)
        #expect(bench.audit.state.withLock { $0.erasures }.isEmpty)
    }
}
