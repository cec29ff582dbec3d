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
        #expect(stage.standing(of: caller(tenant())).isEmpty)
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
        #expect(denied.reason?.policies == ["tenant"])
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
        #expect(stage.standing(of: caller(acme)).map(\.remaining) == [1])
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

    @Test("the standing tells what is left and when one more is, and consumes nothing")
    func standing() async throws {
        let stage = RateLimitStage(time: time)
        let policy = RatePolicy(requests: 60, per: .minute, burst: 10)
        let acme = caller(tenant(rate: policy))
        let full = RateStanding(policy, remaining: 10, moreAfter: .zero)
        #expect(stage.standing(of: acme) == [full])
        for _ in 0..<4 { _ = try await stage.decide(exchange(acme.tenant)) }
        time.advance(by: .milliseconds(300))
        let used = RateStanding(policy, remaining: 6, moreAfter: .milliseconds(700))
        #expect(stage.standing(of: acme) == [used])
        #expect(stage.standing(of: acme) == [used])
        time.advance(by: .milliseconds(3700))
        #expect(stage.standing(of: acme) == [full])
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

    @Test("64 callers while time passes: no window holds more than its burst and its pace")
    func windows() async throws {
        let clock = TickingTime(tick: .microseconds(700))
        let stage = RateLimitStage(time: clock)
        let acme = tenant(rate: RatePolicy(requests: 100, per: .second, burst: 20))
        let calls = try await withThrowingTaskGroup(of: [ClosedRange<Instant>].self) { group in
            for _ in 0..<64 {
                group.addTask {
                    var admitted: [ClosedRange<Instant>] = []
                    for _ in 0..<60 {
                        let start = clock.last
                        if try await stage.decide(exchange(acme)) == .pass {
                            admitted.append(start...clock.last)
                        }
                    }
                    return admitted
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        let interval = Duration.milliseconds(10)
        let elapsed = clock.last - Instant.at(.zero)
        #expect(calls.count >= 20 + Int(elapsed / interval) - 1, "the pace is used to the full")
        for first in calls {
            let ends = calls.filter { $0.lowerBound >= first.lowerBound }.map(\.upperBound).sorted()
            for (before, end) in ends.enumerated() {
                let most = 20 + (end - first.lowerBound) / interval
                #expect(Double(before + 1) <= most, "\(before + 1) calls to \(end)")
            }
        }
    }

    @Test("as many tenants as it remembers keep their pace; a further one waits for room")
    func boundedMemory() async throws {
        let stage = RateLimitStage(time: time, room: PaceRoom(tenants: 2))
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
        #expect(stage.entryCount == 2)
    }
}
