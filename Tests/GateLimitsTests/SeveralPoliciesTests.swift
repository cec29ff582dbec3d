import GateCore
import GateTestKit
import Testing

@testable import GateLimits

@Suite("Several policies at once")
struct SeveralPoliciesTests {
    private let time = ManualTime()

    private func acme(_ policies: RatePolicy...) -> Tenant {
        var acme = tenant()
        acme.rateLimit = RateLimits(policies)
        return acme
    }

    @Test("each key and each user has a pace of its own under the tenant's")
    func partitions() async throws {
        let stage = RateLimitStage(time: time)
        let acme = acme(
            RatePolicy(requests: 5, per: .hour), RatePolicy(requests: 2, per: .hour, by: .key),
            RatePolicy(requests: 1, per: .hour, by: .endUser))
        func spent(_ key: KeyID, _ user: String?) async throws -> [String]? {
            try await stage.decide(exchange(acme, key: key, endUser: user)).reason?.policies
        }
        #expect(try await spent("k1", "ann") == nil)
        #expect(try await spent("k2", "ann") == ["end_user"])
        #expect(try await spent("k1", "bob") == nil)
        #expect(try await spent("k1", "ann") == ["key", "end_user"])
        #expect(try await spent("k2", "cid") == nil)
        #expect(try await spent("k2", nil) == nil)
        #expect(try await spent("k3", nil) == nil)
        #expect(try await spent("k4", "dan") == ["tenant"])
        #expect(try await spent("k1", "ann") == ["tenant", "key", "end_user"])
    }

    @Test("a denied call consumes nothing of any policy, and waits for the last of them")
    func denialConsumesNothing() async throws {
        let stage = RateLimitStage(time: time)
        let acme = acme(
            RatePolicy(requests: 60, per: .minute, burst: 5),
            RatePolicy(requests: 1, per: .minute, by: .endUser, name: "each"))
        #expect(try await stage.decide(exchange(acme, endUser: "ann")) == .pass)
        for _ in 0..<100 {
            let denied = try await stage.decide(exchange(acme, endUser: "ann"))
            #expect(denied.pause == .seconds(60))
            #expect(denied.reason?.policies == ["each"])
        }
        let left = stage.standing(of: caller(acme, endUser: "ann"))
        #expect(left.map(\.remaining) == [4, 0])
        #expect(left.map(\.moreAfter) == [.seconds(1), .seconds(60)])
        #expect(left.map(\.partition) == [nil, "ann"])
        time.advance(by: .seconds(60) - .nanoseconds(1))
        #expect(try await stage.decide(exchange(acme, endUser: "ann")).pause == .nanoseconds(1))
        time.advance(by: .nanoseconds(1))
        #expect(try await stage.decide(exchange(acme, endUser: "ann")) == .pass)
    }

    @Test("the sentence tells each spent limit and whose it is")
    func sentence() async throws {
        let stage = RateLimitStage(time: time)
        let acme = acme(
            RatePolicy(requests: 1, per: .hour, by: .key),
            RatePolicy(requests: 2, per: .hour, burst: 1, by: .endUser))
        _ = try await stage.decide(exchange(acme, endUser: "ann"))
        #expect(
            try await stage.decide(exchange(acme, endUser: "ann")).reason?.detail
                == "Too many requests: 1 request per hour is allowed with each key, and "
                + "2 requests per hour are allowed, 1 at once for each user; "
                + "try again in 3600 s.")
    }

    @Test("the stage's own policies hold for scopes that a tenant has none of")
    func defaults() async throws {
        let stage = RateLimitStage(
            RateLimitSettings([
                RatePolicy(requests: 1, per: .hour),
                RatePolicy(requests: 2, per: .hour, by: .endUser),
            ]), time: time)
        let own = acme(RatePolicy(requests: 9, per: .second))
        #expect(
            stage.standing(of: caller(own, endUser: "ann")).map(\.policy)
                == [
                    RatePolicy(requests: 9, per: .second),
                    RatePolicy(requests: 2, per: .hour, by: .endUser),
                ])
        #expect(stage.standing(of: caller(tenant("b"))).map(\.policy.requests) == [1])
        #expect(try await stage.decide(exchange(tenant("b"))) == .pass)
        #expect(try await stage.decide(exchange(tenant("b"))).pause == .seconds(3600))
        #expect(try await stage.decide(exchange(tenant("c"))) == .pass)
    }

    @Test("users of one name are other users for another tenant")
    func tenantsApart() async throws {
        let stage = RateLimitStage(
            RateLimitSettings([RatePolicy(requests: 1, per: .hour, by: .endUser)]), time: time)
        #expect(try await stage.decide(exchange(tenant("a"), endUser: "ann")) == .pass)
        #expect(try await stage.decide(exchange(tenant("a"), endUser: "ann")).pause != nil)
        #expect(try await stage.decide(exchange(tenant("b"), endUser: "ann")) == .pass)
    }
}
