import GateCore
import GateTestKit
import Testing

@testable import GateLimits

@Suite("Generic cell rate algorithm")
struct GCRATests {
    @Test("the whole burst comes at once, the next call after one interval")
    func burstThenPace() {
        let limit = GCRA(RatePolicy(requests: 60, per: .minute, burst: 3))
        var arrival: Instant?
        for left in [2, 1, 0] {
            guard
                case .admitted(let next, let remaining, let reset) = limit.decide(
                    arrival, at: .at(.zero))
            else {
                Issue.record("denied with \(left) left")
                return
            }
            #expect(remaining == left)
            #expect(reset == .seconds(3 - left))
            arrival = next
        }
        #expect(limit.decide(arrival, at: .at(.zero)) == .denied(retryAfter: .seconds(1)))
        #expect(
            limit.decide(arrival, at: .at(.milliseconds(400)))
                == .denied(retryAfter: .milliseconds(600)))
        #expect(
            limit.decide(arrival, at: .at(.seconds(1)))
                == .admitted(
                    next: .at(.seconds(4)), remaining: 0, resetAfter: .seconds(3)))
    }

    @Test("a quiet time restores the burst and no more")
    func quietTimeFillsUpToTheBurst() {
        let limit = GCRA(RatePolicy(requests: 1, per: .second, burst: 2))
        let standing = limit.standing(.at(.seconds(2)), at: .at(.seconds(3600)))
        #expect(standing == (remaining: 2, moreAfter: .zero))
    }

    @Test("an interval that is no whole nanosecond is rounded up, never down")
    func intervalRoundsUp() {
        #expect(GCRA(RatePolicy(requests: 7, per: .second)).interval == .nanoseconds(142_857_143))
        #expect(GCRA(RatePolicy(requests: 8, per: .second)).interval == .nanoseconds(125_000_000))
        #expect(GCRA(RatePolicy(requests: .max, per: .second)).interval == .nanoseconds(1))
    }

    @Test("senseless policies are taken for the nearest sensible one")
    func clampedPolicies() {
        let zero = GCRA(RatePolicy(requests: 0, per: .hour, burst: 0))
        #expect(zero.interval == .seconds(3600))
        #expect(zero.burst == 1)
        let huge = GCRA(RatePolicy(requests: 1, per: .hour, burst: .max))
        #expect(huge.standing(nil, at: .at(.zero)).remaining == 1_000_000_000)
    }

    /// 2,000 seeds of 60 calls each.
    @Test("admits exactly what a log of all calls admits, tightly, and says what is left")
    func agreesWithTheNaiveModel() {
        for seed in 1...2_000 as ClosedRange<UInt64> {
            let random = SeededRandom(seed: seed)
            let limit = GCRA(somePolicy(random))
            if let fault = firstFault(limit, random) {
                Issue.record("seed \(seed): \(fault)")
                return
            }
        }
    }

    private func firstFault(_ limit: GCRA, _ random: SeededRandom) -> String? {
        var log = CallLog(interval: limit.interval, burst: limit.burst)
        var arrival: Instant?
        var now = Instant.at(.nanoseconds(Int64(random.next() % 1_000_000)))
        for call in 1...60 {
            now = now + somePause(limit, random)
            let standing = limit.standing(arrival, at: now)
            switch limit.decide(arrival, at: now) {
            case .admitted(let next, let remaining, let reset):
                guard log.wouldAdmit(now) else { return "call \(call) admitted against the log" }
                log = log.noting(now)
                guard standing.remaining == remaining + 1 else { return "wrong standing" }
                guard moreComesThen(limit, arrival, now, standing) else { return "wrong more" }
                guard reset == next - now else { return "wrong reset" }
                guard remaining == immediateCalls(limit, next, now) else { return "remaining" }
                arrival = next
            case .denied(let pause):
                guard !log.wouldAdmit(now) else { return "call \(call) denied against the log" }
                guard standing.remaining == 0 else { return "denied with calls left" }
                guard standing.moreAfter == pause else { return "another time than to come again" }
                let tight = now + pause
                let before = Instant.at(tight.sinceStart - .nanoseconds(1))
                guard !log.wouldAdmit(before), case .denied = limit.decide(arrival, at: before)
                else { return "call \(call): admitted before retry-after" }
                guard log.wouldAdmit(tight), case .admitted = limit.decide(arrival, at: tight)
                else { return "call \(call): denied at retry-after" }
            }
        }
        return nil
    }

    /// Whether exactly then one more would be let through, at a full burst none.
    private func moreComesThen(
        _ limit: GCRA, _ arrival: Instant?, _ now: Instant,
        _ standing: (remaining: Int, moreAfter: Duration)
    ) -> Bool {
        if standing.remaining == limit.burst { return standing.moreAfter == .zero }
        let then = now + standing.moreAfter
        let before = Instant.at(then.sinceStart - .nanoseconds(1))
        return limit.standing(arrival, at: then).remaining == standing.remaining + 1
            && limit.standing(arrival, at: before).remaining == standing.remaining
    }

    /// How many calls really go through at one instant.
    private func immediateCalls(_ limit: GCRA, _ arrival: Instant, _ now: Instant) -> Int {
        var arrival = arrival
        var count = 0
        while case .admitted(let next, _, _) = limit.decide(arrival, at: now) {
            arrival = next
            count += 1
        }
        return count
    }

    private func somePolicy(_ random: SeededRandom) -> RatePolicy {
        RatePolicy(
            requests: Int(random.next() % 20) + 1,
            per: RatePolicy.Period.allCases[Int(random.next() % 3)],
            burst: Int(random.next() % 12) + 1)
    }

    /// Often nothing, often about an interval, now and then long; odd nanoseconds.
    private func somePause(_ limit: GCRA, _ random: SeededRandom) -> Duration {
        let nanoseconds = UInt64(limit.interval.attoseconds / 1_000_000_000)
        switch random.next() % 4 {
        case 0: return .zero
        case 1: return limit.interval
        case 2: return .nanoseconds(Int64(random.next() % (nanoseconds * 2)))
        default: return .nanoseconds(Int64(random.next() % (nanoseconds * 8 + 1)))
        }
    }

    @Test("calls used under one pace stay used under the next, up to its burst")
    func carriedOver() {
        let slow = GCRA(RatePolicy(requests: 1, per: .hour, burst: 10))
        let fast = GCRA(RatePolicy(requests: 1, per: .second, burst: 20))
        let small = GCRA(RatePolicy(requests: 1, per: .minute, burst: 2))
        let now = Instant.at(.seconds(5))
        let tenUsed = now + .seconds(36_000)
        #expect(fast.carried(tenUsed, from: slow, at: now) == now + .seconds(10))
        #expect(small.carried(tenUsed, from: slow, at: now) == now + .seconds(120))
        #expect(fast.carried(.at(.seconds(4)), from: slow, at: now) == now)
        // A part of a call counts as one.
        #expect(fast.carried(now + .nanoseconds(1), from: slow, at: now) == now + .seconds(1))
    }
}
