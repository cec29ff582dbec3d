import GateCore

/// The generic cell rate algorithm: paces calls by one stored instant, the theoretical
/// arrival time of the next call of a caller who keeps the pace exactly.
///
/// Pure, in whole nanoseconds. A denied call consumes nothing. Between any two admitted
/// calls, both counted, lie at most `burst` calls and one for each `interval` between them.
///
/// Source: ITU-T Recommendation I.371, annex A ("virtual scheduling algorithm").
public struct GCRA: Hashable, Sendable {
    /// What is said of one call.
    public enum Decision: Hashable, Sendable {
        /// Let through. Keep `next` for the next call; `remaining` more would be let
        /// through at this instant, and after `resetAfter` the whole burst would be.
        case admitted(next: Instant, remaining: Int, resetAfter: Duration)
        /// Refused now and at every instant before `retryAfter` has passed, admitted
        /// exactly then, unless another call is first.
        case denied(retryAfter: Duration)
    }

    /// The time between two calls at the even pace. Rounded up to a nanosecond, so that
    /// a pace that does not divide its period never lets through more than it says.
    public let interval: Duration
    /// Calls that may come at once after a quiet time.
    public let burst: Int

    /// Takes numbers below 1 for 1, and bursts above a thousand million for that.
    public init(_ policy: RatePolicy) {
        let period = policy.per.duration.attoseconds / 1_000_000_000
        let requests = Int128(max(policy.requests, 1))
        interval = .nanoseconds(Int64((period + requests - 1) / requests))
        burst = min(max(policy.burst, 1), 1_000_000_000)
    }

    /// Judges a call.
    ///
    /// - Parameters:
    ///   - arrival: what the last admitted call left as `next`; nil before the first.
    ///   - now: when the call comes.
    public func decide(_ arrival: Instant?, at now: Instant) -> Decision {
        let next = max(arrival ?? now, now) + interval
        let debt = next - now
        guard debt <= capacity else { return .denied(retryAfter: debt - capacity) }
        return .admitted(next: next, remaining: calls(within: capacity - debt), resetAfter: debt)
    }

    /// What a caller has left, without a call: how many would be let through at this
    /// instant, and when one more would be; zero where that is the whole burst.
    public func standing(
        _ arrival: Instant?, at now: Instant
    ) -> (remaining: Int, moreAfter: Duration) {
        let debt = debt(arrival, at: now)
        let remaining = calls(within: max(capacity - debt, .zero))
        guard remaining < burst else { return (burst, .zero) }
        return (remaining, max(debt - (capacity - interval * (remaining + 1)), .zero))
    }

    /// The arrival time, under this pace, of a caller who was paced by `former` until now:
    /// calls used stay used, but never more of them than the burst.
    public func carried(_ arrival: Instant, from former: GCRA, at now: Instant) -> Instant {
        let debt = former.debt(arrival, at: now)
        let used = former.calls(within: debt + former.interval - .nanoseconds(1))
        return now + interval * min(used, burst)
    }

    private var capacity: Duration { interval * burst }

    private func debt(_ arrival: Instant?, at now: Instant) -> Duration {
        max((arrival ?? now) - now, .zero)
    }

    private func calls(within span: Duration) -> Int {
        Int(span.attoseconds / interval.attoseconds)
    }
}
