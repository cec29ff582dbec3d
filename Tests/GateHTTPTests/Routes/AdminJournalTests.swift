import GateCore
import HTTPTypes
import Synchronization
import Testing

@testable import GateHTTP

@Suite("What admins do is written down")
struct AdminJournalTests {
    private func bench() async throws -> Bench {
        var bench = try await Bench()
        bench.journal = nil
        return bench
    }

    private func create(_ body: String, _ bench: Bench) async throws -> Reply {
        try await bench.call(.post, "/v1/admin/tenants", body, key: "admin")
    }

    @Test("each change is noted with its actor, its target and what changed")
    func changes() async throws {
        let bench = try await bench()
        #expect(try await create(#"{"id":"b","quota":{"limit":5}}"#, bench).status == 201)
        let path = "/v1/admin/tenants/b"
        _ = try await bench.call(.patch, path, #"{"paused":true}"#, key: "admin")
        _ = try await bench.call(.patch, path, #"{"paused":false,"name":"B"}"#, key: "admin")
        _ = try await bench.call(.patch, path, #"{"name":"The B"}"#, key: "admin")
        let key = try await bench.call(.post, path + "/keys", #"{"name":"ci"}"#, key: "admin")
        let id = try #require(try key["id"]?.string)
        _ = try await bench.call(.delete, path + "/keys/\(id)", key: "admin")
        _ = try await bench.call(.post, "/v1/admin/rules/reload", key: "admin")
        let deeds = bench.audit.deeds
        #expect(
            deeds.map(\.action) == [
                "tenant.create", "tenant.pause", "tenant.resume", "tenant.update", "key.create",
                "key.delete", "rules.reload",
            ])
        #expect(deeds.allSatisfy { $0.actor == "admin" })
        #expect(deeds.prefix(6).allSatisfy { $0.target == "b" })
        #expect(deeds[0].detail["quota"]?["limit"] == 5)
        #expect(deeds[1].detail == ["paused": [false, true]])
        #expect(deeds[2].detail == ["paused": [true, false], "name": ["b", "B"]])
        #expect(deeds[5].detail == ["key": .string(id)])
    }

    @Test("a change that changes nothing, and a reading call, leave no record")
    func nothing() async throws {
        let bench = try await bench()
        _ = try await bench.call(.patch, "/v1/admin/tenants/a", #"{"name":"A"}"#, key: "admin")
        _ = try await bench.call(.get, "/v1/admin/tenants", key: "admin")
        _ = try await bench.call(.patch, "/v1/admin/tenants/a", #"{"paused":1}"#, key: "admin")
        #expect(bench.audit.deeds.isEmpty)
    }

    @Test("what cannot be noted is not done")
    func unkept() async throws {
        let bench = try await bench()
        bench.audit.state.withLock { $0.failure = StoreError(.unavailable, "disk full") }
        #expect(try await create(#"{"id":"b"}"#, bench).status == 503)
        #expect(try await bench.tenants.tenant("b") == nil)
        let pause = try await bench.call(
            .patch, "/v1/admin/tenants/a", #"{"paused":true}"#, key: "admin")
        #expect(pause.status == 503)
        #expect(try await bench.tenants.tenant("a")?.paused == false)
        let reload = try await bench.call(.post, "/v1/admin/rules/reload", key: "admin")
        #expect(reload.status == 503)
    }

    @Test("what fails after it was noted is noted as failed")
    func failed() async throws {
        let bench = try await bench()
        #expect(try await create(#"{"id":"a"}"#, bench).status == 409)
        let deeds = bench.audit.deeds
        #expect(deeds.map(\.action) == ["tenant.create", "tenant.create.failed"])
        #expect(deeds.last?.detail == ["reason": "Conflict"])
    }

    @Test("no secret is in a record: no key, no webhook secret, no path of a callback")
    func secrets() async throws {
        let bench = try await bench()
        let url = "https://user:canary@hook.test:8443/canary?canary#canary"
        let reply = try await create(#"{"id":"b","callback_url":"\#(url)"}"#, bench)
        #expect(reply.status == 201)
        _ = try await bench.call(
            .patch, "/v1/admin/tenants/b", #"{"callback_url":null}"#, key: "admin")
        let deeds = bench.audit.deeds
        #expect(deeds.first?.detail["callback_url"] == "https://hook.test:8443")
        #expect(deeds.last?.detail == ["callback_url": ["https://hook.test:8443", nil]])
        for secret in ["canary", "pg_", "whsec_"] {
            #expect(!deeds.contains { $0.detail.text.contains(secret) })
        }
    }
}
