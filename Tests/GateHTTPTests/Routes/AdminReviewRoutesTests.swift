import GateCore
import HTTPTypes
import Synchronization
import Testing

@testable import GateHTTP

@Suite("Admin calls about review and strikes")
struct AdminReviewRoutesTests {
    private func bench(_ task: TaskRecord? = Samples.held()) async throws -> Bench {
        let bench = try await Bench()
        bench.review.state.withLock { $0.task = task }
        return bench
    }

    @Test("lists what waits, with all that a reviewer needs")
    func lists() async throws {
        let bench = try await bench()
        let reply = try await bench.call(
            .get, "/v1/admin/held?tenant=a&limit=7&cursor=h9", key: "admin")
        #expect(reply.status == 200)
        #expect(try reply["next_cursor"] == "h1")
        let held = try #require(try reply["data"]?.array?.first)
        #expect(held["trigger_id"] == "t")
        #expect(held["tenant"] == "a")
        #expect(held["end_user"] == "ann")
        #expect(held["prompt"] == "the text as sent")
        #expect(held["held_by"] == "banned_words")
        #expect(held["reason"] == "A human looks at it.")
        #expect(held["held_at"] == "2026-11-23T00:00:00.000Z")
        #expect(held["expires_at"] == "2026-11-24T00:00:00.000Z")
        #expect(held["matches"]?.array?.first?["term"] == "blood")
        #expect(
            bench.review.state.withLock { $0.queries }
                == [HeldQuery(tenant: "a", cursor: "h9", limit: 7)])
    }

    @Test("decides by name, with or without a reason")
    func decides() async throws {
        let bench = try await bench()
        let approved = try await bench.call(
            .post, "/v1/admin/held/t/approve", #"{"reason":"Fine."}"#, key: "admin")
        #expect(approved.status == 202)
        #expect(try approved["status"] == "held")
        #expect(try approved["position"] == 3)
        let denied = try await bench.call(.post, "/v1/admin/held/t/deny", key: "admin")
        #expect(denied.status == 200)
        #expect(
            bench.review.state.withLock { $0.decisions } == [
                "approve t Fine. admin", "deny t - admin",
            ])
    }

    @Test("an approved prompt that is queued is answered with 200")
    func queued() async throws {
        let bench = try await bench(Samples.task())
        let reply = try await bench.call(.post, "/v1/admin/held/t/approve", key: "admin")
        #expect(reply.status == 200)
        #expect(try reply["status"] == "queued")
    }

    @Test("what the desk refuses is told as a problem")
    func refused() async throws {
        let bench = try await bench()
        bench.review.state.withLock { $0.problem = Problem(.conflict, "Banned already.") }
        let reply = try await bench.call(.post, "/v1/admin/held/t/deny", "{}", key: "admin")
        #expect(reply.status == 409)
        #expect(try reply.code == 22)
        #expect(try reply["detail"] == "Banned already.")
    }

    @Test("wrong bodies and queries are named, and nothing is decided")
    func wrong() async throws {
        let bench = try await bench()
        let long = String(repeating: "a", count: 1001)
        for body in [#"{"reason":5}"#, #"{"reason":"\#(long)"}"#, #"{"reason":" "}"#] {
            let reply = try await bench.call(.post, "/v1/admin/held/t/deny", body, key: "admin")
            #expect(reply.status == 400)
            #expect(try reply.wrongFields == ["reason"])
        }
        let unknown = try await bench.call(
            .post, "/v1/admin/held/t/approve", #"{"why":"x"}"#, key: "admin")
        #expect(try unknown.wrongFields == ["why"])
        let limit = try await bench.call(.get, "/v1/admin/held?limit=0", key: "admin")
        #expect(try limit.wrongFields == ["limit"])
        #expect(bench.review.state.withLock { $0.decisions }.isEmpty)
    }

    @Test("a tenant's key opens none of these doors")
    func doors() async throws {
        let bench = try await bench()
        let calls = [
            try await bench.call(.get, "/v1/admin/held"),
            try await bench.call(.post, "/v1/admin/held/t/approve"),
            try await bench.call(.post, "/v1/admin/held/t/deny"),
            try await bench.call(.get, "/v1/admin/strikes"),
            try await bench.call(.post, "/v1/admin/strikes/forgive", "{}"),
        ]
        #expect(calls.map(\.status) == [403, 403, 403, 403, 403])
        #expect(bench.review.state.withLock { $0.decisions }.isEmpty)
    }

    @Test("a held trigger is answered with 202, code 20 and what an accepted one has")
    func trigger() async throws {
        let bench = try await bench()
        bench.desk.state.withLock { $0.task = Samples.held() }
        let reply = try await bench.trigger("imagine", #"{"prompt":"blood"}"#)
        #expect(reply.status == 202)
        #expect(try reply.code == 20)
        #expect(try reply["message"] == "A human looks at it.")
        #expect(try reply["trigger_id"] == "t")
        #expect(try reply["trigger_type"] == "generate")
        #expect(try reply["status"] == "held")
        #expect(try reply["type"] == "urn:promptgate:problem:held-for-review")
        #expect(try reply["matches"]?.array?.first?["text"] == "BLOOD")
    }

    @Test("the words of a match stay the admin's where the tenant is told categories alone")
    func triggerExplained() async throws {
        let bench = try await bench()
        try await bench.changeTenant { $0.explain = .category }
        bench.desk.state.withLock { $0.task = Samples.held() }
        let reply = try await bench.trigger("imagine", #"{"prompt":"blood"}"#)
        #expect(try reply["matches"]?.array?.first?["rule"] == "gore")
        #expect(try reply["matches"]?.array?.first?["text"] == nil)
    }

    @Test("a held task is shown with why it waits")
    func task() async throws {
        let bench = try await bench()
        bench.desk.state.withLock { $0.task = Samples.held() }
        let reply = try await bench.call(.get, "/v1/tasks/t")
        #expect(try reply["status"] == "held")
        #expect(try reply["code"] == 20)
        #expect(try reply["reason"] == "A human looks at it.")
        #expect(try reply["result"]?["type"] == "verify")
    }

    @Test("shows strikes, and forgives them")
    func strikes() async throws {
        let bench = try await bench()
        let until = Timestamp(year: 2026, month: 11, day: 24)
        bench.review.state.withLock { state in
            state.standings = [
                StrikeStanding(
                    EndUser("ann", of: "a"),
                    StrikeTally(count: 9, lastAt: Timestamp(year: 2026, month: 11, day: 23)),
                    .paused(until: until))
            ]
        }
        let shown = try await bench.call(
            .get, "/v1/admin/strikes?tenant=a&end_user=ann", key: "admin")
        let user = try #require(try shown["data"]?.array?.first)
        #expect(user["end_user"] == "ann")
        #expect(user["strikes"] == 9)
        #expect(user["measure"] == "paused")
        #expect(user["paused_until"] == "2026-11-24T00:00:00.000Z")
        #expect(
            bench.review.state.withLock { $0.strikeQueries }
                == [StrikeQuery(tenant: "a", endUser: "ann")])
        let forgiven = try await bench.call(
            .post, "/v1/admin/strikes/forgive",
            #"{"tenant":"a","end_user":"ann","reason":"Talked to."}"#, key: "admin")
        #expect(try forgiven["forgiven"] == 2)
        #expect(bench.review.state.withLock { $0.decisions } == ["forgive a ann Talked to."])
        let missing = try await bench.call(.post, "/v1/admin/strikes/forgive", "{}", key: "admin")
        #expect(try missing.wrongFields == ["tenant", "end_user"])
    }

    @Test("a tenant's strike settings are checked, shown, and cleared by null")
    func settings() async throws {
        let bench = try await bench()
        let path = "/v1/admin/tenants/a"
        let set = try await bench.call(
            .patch, path, #"{"strikes":{"flag_at":3,"pause_at":10}}"#, key: "admin")
        #expect(
            try set["strikes"] == [
                "window_hours": 24, "flag_at": 3, "slow_at": .null, "slow_seconds": 30,
                "pause_at": 10, "pause_minutes": 60,
            ])
        let wrong = try await bench.call(
            .patch, path, #"{"strikes":{"flag_at":0,"slow_second":1}}"#, key: "admin")
        #expect(try wrong.wrongFields == ["strikes.flag_at", "strikes.slow_second"])
        let cleared = try await bench.call(.patch, path, #"{"strikes":null}"#, key: "admin")
        #expect(try cleared["strikes"] == .null)
    }

    @Test("a pause says when it ends")
    func retryAfter() async throws {
        let bench = try await bench()
        bench.desk.state.withLock {
            $0.problem = Problem(.notAllowed, "Paused.", retryAfter: .seconds(90))
        }
        let reply = try await bench.trigger("imagine", #"{"prompt":"a cat"}"#)
        #expect(reply.status == 403)
        #expect(reply.headers[.retryAfter] == "90")
    }
}
