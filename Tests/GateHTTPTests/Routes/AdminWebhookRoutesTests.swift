import GateCore
import GateTestKit
import HTTPTypes
import Synchronization
import Testing

@testable import GateHTTP

@Suite("Webhooks, for admins")
struct AdminWebhookRoutesTests {
    private var bench: Bench
    private let store = MemoryStore()

    init() async throws {
        bench = try await Bench()
        bench.webhooks = WebhookShelf(store: store)
        try await store.addTenant(Sample.tenant("a"), webhookSecret: "whsec_a")
        let task = Sample.task("t1", of: "a")
        _ = try await store.admit(
            task, audit: Sample.audit(accepting: task), overflow: Sample.audit(overflowing: task),
            room: QueueRoom(slots: 1, waiting: 1))
        try await store.change(
            try task.after(.dispatching),
            notices: [Sample.notice("msg_1", for: task), Sample.notice("msg_2", for: task)])
    }

    @Test("list what did not arrive, and show one with its body")
    func shows() async throws {
        try await store.noticeDelivered("msg_1", at: Sample.start)
        let list = try await bench.call(.get, "/v1/admin/webhooks", key: "admin")
        #expect(try list["data"]?.array?.map { $0["id"] } == ["msg_2"])
        let all = try await bench.call(
            .get, "/v1/admin/webhooks?status=delivered,pending", key: "admin")
        #expect(try all["data"]?.array?.count == 2)
        let one = try await bench.call(.get, "/v1/admin/webhooks/msg_1", key: "admin")
        #expect(try one["status"] == "delivered")
        #expect(try one["body"]?["id"] == "msg_1")
        #expect(try await bench.call(.get, "/v1/admin/webhooks/msg_9", key: "admin").status == 404)
        #expect(try await bench.call(.get, "/v1/admin/webhooks", key: "pg_a").status == 403)
    }

    @Test("are replayed once they failed, and not before")
    func replays() async throws {
        let early = try await bench.call(.post, "/v1/admin/webhooks/msg_1/replay", key: "admin")
        #expect(early.status == 409)
        try await store.noticeFailed("msg_1", at: Sample.start, error: "500")
        let reply = try await bench.call(.post, "/v1/admin/webhooks/msg_1/replay", key: "admin")
        #expect(reply.status == 202)
        #expect(try reply["status"] == "pending")
        #expect(try reply["attempts"] == 0)
        #expect(
            bench.quota.state.withLock { $0.acts }.contains { $0.hasPrefix("note webhook.replay ") }
        )
    }

    @Test("are replayed all together, of one tenant or of all")
    func replaysAll() async throws {
        for id: NoticeID in ["msg_1", "msg_2"] {
            try await store.noticeFailed(id, at: Sample.start, error: "500")
        }
        let unknown = try await bench.call(
            .post, "/v1/admin/webhooks/replay", #"{"tenant":"nobody"}"#, key: "admin")
        #expect(unknown.status == 404)
        let reply = try await bench.call(
            .post, "/v1/admin/webhooks/replay", #"{"tenant":"a"}"#, key: "admin")
        #expect(reply.status == 202)
        #expect(try reply["replayed"] == 2)
        let again = try await bench.call(.post, "/v1/admin/webhooks/replay", key: "admin")
        #expect(try again["replayed"] == 0)
    }

    @Test("a closed address shows, and opens with the next callback_url")
    func reopens() async throws {
        try await store.noticeRefused("msg_1", at: Sample.start, error: "410")
        let health = try await bench.call(.get, "/v1/admin/callbacks?tenant=a", key: "admin")
        #expect(try health["data"]?[0]?["disabled"] == true)
        #expect(try health["data"]?[0]?["failed"] == 2)
        let closed = try await bench.call(.post, "/v1/admin/webhooks/msg_1/replay", key: "admin")
        #expect(closed.status == 409)
        _ = try await bench.call(.patch, "/v1/admin/tenants/a", #"{"name":"x"}"#, key: "admin")
        #expect(try await store.callbackHealth(of: "a", after: nil, limit: 1)[0].closed.count == 1)
        _ = try await bench.call(
            .patch, "/v1/admin/tenants/a", #"{"callback_url":"http://127.0.0.1:9/hook"}"#,
            key: "admin")
        #expect(try await store.callbackHealth(of: "a", after: nil, limit: 1)[0].closed.isEmpty)
        #expect(
            bench.quota.state.withLock { $0.acts }.contains {
                $0.hasPrefix("note callback.reopen ")
            })
    }

    @Test("a new secret is shown once, and signs beside the one before")
    func rotates() async throws {
        let reply = try await bench.call(
            .post, "/v1/admin/tenants/a/webhook-secret", #"{"overlap_seconds":60}"#, key: "admin")
        #expect(reply.status == 201)
        let secret = try #require(try reply["webhook_secret"]?.string)
        #expect(secret.hasPrefix("whsec_"))
        let due = try await store.dueNotices(at: Sample.start, limit: 1)
        #expect(due.first?.secrets == [secret, "whsec_a"])
        let noted = bench.quota.state.withLock { "\($0.acts) \($0.details)" }
        #expect(!noted.contains(secret))
        let wrong = try await bench.call(
            .post, "/v1/admin/tenants/a/webhook-secret", #"{"overlap_seconds":-1}"#, key: "admin")
        #expect(wrong.status == 400)
    }

    @Test("a call names its own callback only where its tenant may, and a fit one")
    func override() async throws {
        let body = #"{"prompt":"a fox","callback_url":"http://hook.test/x"}"#
        #expect(try await bench.trigger("imagine", body).code == 19)
        try await bench.changeTenant { $0.callbackOverride = true }
        #expect(try await bench.trigger("imagine", body).status == 200)
        let order = bench.desk.state.withLock { $0.orders.last }
        #expect(order?.callbackURL == "http://hook.test/x")
        var strict = bench
        strict.settings.callbackFault = { _ in "leads to a private address" }
        #expect(try await strict.trigger("imagine", body).wrongFields == ["callback_url"])
    }
}
