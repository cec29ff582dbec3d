import GateCore
import HTTPTypes
import Synchronization
import Testing

@testable import GateHTTP

@Suite("Usage and quota")
struct QuotaRoutesTests {
    private static let path = "/v1/admin/tenants/a/quota"

    private func bench(_ policies: QuotaPolicy...) async throws -> Bench {
        let bench = try await Bench()
        try await bench.changeTenant { $0.quota = QuotaPlan(policies) }
        return bench
    }

    private func change(_ body: String, _ bench: Bench) async throws -> Reply {
        try await bench.call(.post, Self.path, body, key: "admin")
    }

    @Test("usage tells what is left of every limit")
    func usage() async throws {
        var bench = try await bench(
            QuotaPolicy(limit: 10, window: .day),
            QuotaPolicy(limit: 4, window: .rolling, per: .key))
        bench.standing = { _ in
            [
                RateStanding(
                    RatePolicy(requests: 60, per: .minute, burst: 10), remaining: 9,
                    moreAfter: .milliseconds(1500))
            ]
        }
        let reply = try await bench.call(.get, "/v1/usage")
        #expect(reply.status == 200)
        #expect(try reply["tenant"] == "a")
        #expect(try reply["time_zone"] == "UTC")
        #expect(try reply["rate_limit"] == ["limit": 10, "remaining": 9, "more_after": 2])
        let times: [String: JSONValue] = [
            "starts_at": "2026-11-23T00:00:00.000Z", "resets_at": "2026-11-24T00:00:00.000Z",
            "granted": 1, "used": 3, "reserved": 2,
        ]
        let day: [String: JSONValue] = [
            "window": "day", "per": "tenant", "limit": 10, "remaining": 6,
        ]
        let rolling: [String: JSONValue] = [
            "window": "rolling", "hours": 24, "per": "key", "key": "key_a", "limit": 4,
            "remaining": 0,
        ]
        let wanted = [day, rolling].map { JSONValue.object($0.merging(times) { $1 }) }
        #expect(try reply["quota"] == .array(wanted))
    }

    @Test("usage of a tenant without limits has none")
    func unlimited() async throws {
        let reply = try await Bench().call(.get, "/v1/usage")
        #expect(try reply["rate_limit"] == .null)
        #expect(try reply["quota"] == [])
        #expect(try await Bench().call(.get, "/v1/usage", key: nil).status == 401)
    }

    @Test("a grant is written down and then made")
    func grant() async throws {
        let bench = try await bench(
            QuotaPolicy(limit: 10, window: .day), QuotaPolicy(limit: 99, window: .month))
        let reply = try await change(#"{"grant":50,"window":"day","reason":"fair"}"#, bench)
        #expect(reply.status == 200)
        #expect(try reply["quota"]?.array?.count == 2)
        let state = bench.quota.state.withLock { $0 }
        #expect(state.acts == ["note quota.grant a by admin", "grant 50 day a -"])
        #expect(
            state.details == [
                ["grant": 50, "reason": "fair", "windows": ["day per tenant"]]
            ])
    }

    @Test("nothing is changed that cannot be written down")
    func unwritten() async throws {
        let bench = try await bench(QuotaPolicy(limit: 10, window: .day))
        bench.quota.state.withLock { $0.failure = StoreError(.unavailable, "full") }
        #expect(try await change(#"{"grant":50}"#, bench).status == 503)
        #expect(try await change(#"{"reset":true}"#, bench).status == 503)
        #expect(bench.quota.state.withLock { $0.acts }.isEmpty)
    }

    @Test("a reset is of all windows, or of those named")
    func reset() async throws {
        let bench = try await bench(
            QuotaPolicy(limit: 10, window: .day), QuotaPolicy(limit: 99, window: .month),
            QuotaPolicy(limit: 99, window: .rolling, per: .key))
        for body in [
            #"{"reset":true}"#, #"{"reset":true,"key":"key_a"}"#,
            #"{"reset":true,"window":"month","grant":null}"#,
        ] {
            #expect(try await change(body, bench).status == 200)
        }
        #expect(
            bench.quota.state.withLock { $0.acts }.filter { $0.hasPrefix("reset") } == [
                "reset day+month a -", "reset day+month+rolling a key_a", "reset month a -",
            ])
    }

    @Test("every wrong change is named")
    func wrong() async throws {
        let bench = try await bench(
            QuotaPolicy(limit: 10, window: .day), QuotaPolicy(limit: 10, window: .day, per: .key))
        for (body, fields) in [
            ("{}", ["grant"]), (#"{"grant":1,"reset":true}"#, ["grant"]),
            (#"{"reset":false}"#, ["grant"]), (#"{"grant":0}"#, ["grant"]),
            (#"{"grant":1}"#, ["window"]), (#"{"grant":1,"window":"month"}"#, ["window"]),
            (#"{"grant":1,"per":"key"}"#, ["key"]), (#"{"grant":1,"x":1}"#, ["window", "x"]),
        ] {
            let reply = try await change(body, bench)
            #expect(try reply.wrongFields == fields, "\(body)")
        }
        let other = try await change(#"{"grant":1,"per":"key","key":"key_b"}"#, bench)
        #expect(other.status == 404)
        #expect(bench.quota.state.withLock { $0.acts }.isEmpty)
        let good = try await change(#"{"grant":1,"per":"key","key":"key_a"}"#, bench)
        #expect(try good["quota"]?.array?.count == 2)
    }

    @Test("only admins see and change a tenant's quota")
    func doors() async throws {
        let bench = try await bench(QuotaPolicy(limit: 10, window: .day))
        for method in ["GET", "POST"] {
            let body = method == "POST" ? #"{"reset":true}"# : nil
            let reply = try await bench.call(
                method == "GET" ? .get : .post, Self.path, body, key: "pg_a")
            #expect(try reply.code == 19)
        }
        let shown = try await bench.call(.get, Self.path + "?key=key_a", key: "admin")
        #expect(try shown["quota"]?.array?.count == 1)
        let nobody = try await bench.call(.get, "/v1/admin/tenants/b/quota", key: "admin")
        #expect(nobody.status == 404)
    }
}
