import GateCore
import HTTPTypes
import Synchronization
import Testing

@testable import GateHTTP

@Suite("Problem documents")
struct ProblemTests {
    private func reply(
        _ problem: any Error, seedStatus: Bool = false, explain: ExplainMode = .full
    ) async throws -> Reply {
        var bench = try await Bench()
        bench.settings.seedStatus = seedStatus
        try await bench.changeTenant { $0.explain = explain }
        bench.desk.state.withLock { $0.problem = problem }
        return try await bench.trigger("imagine", #"{"prompt":"a"}"#)
    }

    @Test("every code has its status, and the members of RFC 9457 and of the seed")
    func codes() async throws {
        for code in ProblemCode.allCases {
            let reply = try await reply(Problem(code, "What is wrong."))
            #expect(reply.status == code.status)
            #expect(reply.headers[.contentType] == "application/problem+json")
            let json = try reply.json
            #expect(json["type"]?.string == code.type)
            #expect(json["title"]?.string == code.title)
            #expect(json["status"]?.int == Int64(code.status))
            #expect(json["detail"] == "What is wrong.")
            #expect(json["message"] == "What is wrong.")
            #expect(json["code"]?.int == Int64(code.rawValue))
            #expect(reply.headers[.retryAfter] == ([429, 503].contains(code.status) ? "1" : nil))
        }
    }

    @Test("Retry-After says when, in whole seconds, rounded up")
    func retryAfter() async throws {
        let late = try await reply(Problem(.rateLimited, "", retryAfter: .milliseconds(1200)))
        #expect(late.headers[.retryAfter] == "2")
    }

    @Test("a spent limit is named, with the wait to the millisecond, rounded up")
    func spentLimits() async throws {
        let rate = try await reply(
            Problem(
                .rateLimited, "", retryAfter: .microseconds(1_200_001), policies: ["tenant", "key"])
        )
        #expect(try rate["violated-policies"] == ["tenant", "key"])
        #expect(try rate["retry_after_ms"] == 1201)
        let quota = try await reply(Problem(.quotaSpent, "", retryAfter: .seconds(9)))
        #expect(try quota["violated-policies"] == ["quota"])
        #expect(try quota["retry_after_ms"] == 9000)
        let other = try await reply(Problem(.couldNotJudge, "", retryAfter: .seconds(9)))
        #expect(try other["violated-policies"] == nil)
    }

    @Test("a banned prompt shows rule, term, span and revision")
    func banned() async throws {
        let reply = try await reply(
            Problem(.bannedPrompt, "No blood.", matches: [Samples.match()], revision: "rev"))
        #expect(reply.status == 422)
        #expect(try reply["revision"] == "rev")
        let match = try #require(try reply["matches"]?[0])
        #expect(
            match == [
                "rule": "gore", "category": "violence", "severity": "high", "action": "block",
                "span": [2, 7], "text": "BLOOD", "term": "blood", "folding": "case",
                "message": "No blood.",
            ])
    }

    @Test("a tenant that is shown categories alone sees no word and no place")
    func category() async throws {
        let reply = try await reply(
            Problem(.bannedPrompt, "No.", matches: [Samples.match()], revision: "rev"),
            explain: .category)
        let match = try #require(try reply["matches"]?[0]?.object)
        #expect(
            match.keys.sorted() == ["action", "category", "message", "rule", "severity"])
        #expect(!reply.text.contains("BLOOD"))
    }

    @Test("with SEED_STATUS the seed's codes are 200, but bad parameters stay 400")
    func seedStatus() async throws {
        for code in ProblemCode.allCases {
            let reply = try await reply(Problem(code, "x"), seedStatus: true)
            let asSeed: Set<ProblemCode> = [
                .missingVariable, .retriesSpent, .bannedPrompt, .queueFull,
            ]
            #expect(reply.status == (asSeed.contains(code) ? 200 : code.status))
            #expect(try reply["status"]?.int == Int64(reply.status))
            #expect(try reply.code == Int64(code.rawValue))
        }
    }

    @Test("what a store says stays inside; the caller gets the code")
    func storeErrors() async throws {
        let expected: [(StoreError.Kind, Int, Int64)] = [
            (.notFound, 404, 21), (.conflict, 409, 22), (.unavailable, 503, 24),
        ]
        for (kind, status, code) in expected {
            let reply = try await reply(StoreError(kind, "secret words"))
            #expect(reply.status == status)
            #expect(try reply.code == code)
            #expect(!reply.text.contains("secret words"))
        }
    }

    @Test("an unexpected error is a bare 500 that names the request")
    func unexpected() async throws {
        struct Inner: Error { let secret = "internals" }
        let reply = try await reply(Inner())
        #expect(reply.status == 500)
        #expect(reply.headers[.contentType] == "application/problem+json")
        #expect(!reply.text.contains("internals"))
        let id = try #require(reply.headers[.requestID])
        #expect(try reply["detail"]?.string?.contains(id) == true)
    }

    @Test("a store that fails at the door is 503, and nobody comes in")
    func failingDoor() async throws {
        let bench = try await Bench()
        bench.tenants.state.withLock { $0.failure = StoreError(.unavailable, "disk") }
        let reply = try await bench.trigger("imagine", #"{"prompt":"a"}"#)
        #expect(reply.status == 503)
        #expect(try reply.code == 24)
        #expect(bench.desk.state.withLock { $0.orders.isEmpty })
    }

    @Test("every answer names its request, and no cache keeps it")
    func headers() async throws {
        let bench = try await Bench()
        for path in ["/healthz", "/v1/tasks", "/nowhere", "/v1/moderate"] {
            let reply = try await bench.call(.get, path)
            #expect(reply.headers[.requestID]?.count == 20)
            #expect(reply.headers[.cacheControl] == "no-store")
            #expect(reply.headers[.xContentTypeOptions] == "nosniff")
        }
    }
}
