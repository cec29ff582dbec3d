import GateCore
import GateTestKit
import Testing

@testable import GateLimits

@Suite("Rate limit stage")
struct RateLimitStageTests {
    private let time = ManualTime()
    private let slow = RatePolicy(requests: 2, per: .minute)

    @Test("a tenant without a limit passes and has no standing")
    func noPolicy() async throws {
        let stage = RateLimitStage(time: time)
        for _ in 0..<100 { #expect(try await stage.decide(exchange(tenant())) == .pass) }
        #expect(stage.standing(of: tenant()) == nil)
    }

    @Test("a call too soon waits, with the policy in words, and is admitted exactly then")
    func denial() async throws {
        let stage = RateLimitStage(time: time)
        let acme = tenant(rate: RatePolicy(requests: 60, per: .minute, burst: 2))
        #expect(try await stage.decide(exchange(acme)) == .pass)
        #expect(try await stage.decide(exchange(acme)) == .pass)
        let denied = try await stage.decide(exchange(acme))
        #expect(denied.pause == .seconds(1))
        #expect(denied.reason?.code == .rateLimited)
        #expect(
            denied.reason?.detail
                == "Too many requests: 60 requests per minute are allowed, 2 at once; "
                + "try again in 1 s.")
        time.advance(by: .seconds(1) - .nanoseconds(1))
        #expect(try await stage.decide(exchange(acme)).pause == .nanoseconds(1))
        time.advance(by: .nanoseconds(1))
        #expect(try await stage.decide(exchange(acme)) == .pass)
    }

    @Test("one request is named in the singular, and a burst like the pace is not named")
    func singular() async throws {
        let stage = RateLimitStage(time: time)
        let acme = tenant(rate: RatePolicy(requests: 1, per: .hour))
        _ = try await stage.decide(exchange(acme))
        #expect(
            try await stage.decide(exchange(acme)).reason?.detail
                == "Too many requests: 1 request per hour is allowed; try again in 3600 s.")
    }

    @Test("both surfaces count, and tenants do not count for each other")
    func surfacesAndTenants() async throws {
        let stage = RateLimitStage(time: time)
        let acme = tenant(rate: slow)
        #expect(try await stage.decide(exchange(acme, surface: .moderate)) == .pass)
        #expect(try await stage.decide(exchange(acme, surface: .trigger)) == .pass)
        #expect(try await stage.decide(exchange(acme, surface: .moderate)).pause != nil)
        #expect(try await stage.decide(exchange(tenant("other", rate: slow))) == .pass)
    }

    @Test("a call with many texts counts once")
    func oneCallManyTexts() async throws {
        let stage = RateLimitStage(time: time)
        let acme = tenant(rate: slow)
        #expect(try await stage.decide(exchange(acme)) == .pass)
        for _ in 0..<50 {
            #expect(try await stage.decide(exchange(acme, isFirstOfCall: false)) == .pass)
        }
        #expect(stage.standing(of: acme)?.remaining == 1)
    }

    @Test("a changed policy holds at once, in both directions")
    func policyChange() async throws {
        let stage = RateLimitStage(time: time)
        let hourly = RatePolicy(requests: 1, per: .hour)
        #expect(try await stage.decide(exchange(tenant(rate: hourly))) == .pass)
        #expect(try await stage.decide(exchange(tenant(rate: hourly))).pause == .seconds(3600))

        let quick = tenant(rate: RatePolicy(requests: 1, per: .second))
        #expect(try await stage.decide(exchange(quick)).pause == .seconds(1))
        time.advance(by: .seconds(1))
        #expect(try await stage.decide(exchange(quick)) == .pass)

        time.advance(by: .milliseconds(500))
        #expect(try await stage.decide(exchange(tenant(rate: hourly))).pause == .seconds(3600))
        #expect(try await stage.decide(exchange(tenant())) == .pass)
    }

    @Test("setting the wall clock changes nothing")
    func wallClock() async throws {
        let stage = RateLimitStage(time: time)
        let acme = tenant(rate: RatePolicy(requests: 1, per: .hour))
        #expect(try await stage.decide(exchange(acme)) == .pass)
        time.setWall(time.wall() + .seconds(7200))
        #expect(try await stage.decide(exchange(acme)).pause == .seconds(3600))
        time.setWall(time.wall() + .seconds(-14_400))
        #expect(try await stage.decide(exchange(acme)).pause == .seconds(3600))
    }

    @Test("the standing tells what is left and when it is whole, and consumes nothing")
    func standing() async throws {
        let stage = RateLimitStage(time: time)
        let acme = tenant(rate: RatePolicy(requests: 60, per: .minute, burst: 10))
        let full = RateStanding(limit: 10, remaining: 10, resetAfter: .zero)
        #expect(stage.standing(of: acme) == full)
        for _ in 0..<4 { _ = try await stage.decide(exchange(acme)) }
        let used = RateStanding(limit: 10, remaining: 6, resetAfter: .seconds(4))
        #expect(stage.standing(of: acme) == used)
        #expect(stage.standing(of: acme) == used)
        time.advance(by: .seconds(4))
        #expect(stage.standing(of: acme) == full)
    }

    @Test("64 callers at once are admitted exactly the burst")
    func concurrency() async throws {
        let stage = RateLimitStage(time: time)
        let acme = tenant(rate: RatePolicy(requests: 600, per: .hour, burst: 100))
        let admitted = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<64 {
                group.addTask {
                    var passed = 0
                    for _ in 0..<10 where try await stage.decide(exchange(acme)) == .pass {
                        passed += 1
                    }
                    return passed
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(admitted == 100)
    }

    @Test("as many tenants as it remembers keep their pace; a further one waits for room")
    func boundedMemory() async throws {
        let stage = RateLimitStage(time: time, maximumTenants: 2)
        let rate = RatePolicy(requests: 1, per: .minute)
        #expect(try await stage.decide(exchange(tenant("a", rate: rate))) == .pass)
        time.advance(by: .seconds(20))
        #expect(try await stage.decide(exchange(tenant("b", rate: rate))) == .pass)
        let refused = try await stage.decide(exchange(tenant("c", rate: rate)))
        #expect(refused.pause == .seconds(40))
        #expect(refused.reason?.code == .couldNotJudge)
        #expect(try await stage.decide(exchange(tenant("a", rate: rate))).pause == .seconds(40))
        time.advance(by: .seconds(40))
        #expect(try await stage.decide(exchange(tenant("c", rate: rate))) == .pass)
        #expect(try await stage.decide(exchange(tenant("b", rate: rate))).pause == .seconds(20))
    }
}
