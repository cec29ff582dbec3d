import GateCore

/// When a new session may be asked for. Discord resets the token of a client that
/// identifies more than 1,000 times a day, and takes one every 5 s; this allows 20 at that
/// pace, then one every 8 minutes: never more than 200 in any 24 hours. Resuming is free.
///
/// Source: Discord's Gateway page, "Identifying" and "Session start limit".
struct IdentifyBudget: Hashable, Sendable {
    private static let burst = 20
    private static let pace = Duration.seconds(480)
    private static let spacing = Duration.seconds(5)

    /// When the burst will be whole again (the theoretical arrival time of GCRA).
    private var whole: Instant?
    private var last: Instant?

    /// A whole burst.
    init() {}

    /// What an earlier process left of it.
    /// - Parameters:
    ///   - whole: when the burst will be whole again; no later than after a full burst.
    ///   - last: when a session was last asked for.
    init(whole: Instant, last: Instant, now: Instant) {
        self.whole = min(whole, now + Self.pace * Self.burst)
        self.last = min(last, now)
    }

    /// What the next process has to know; nil before the first session.
    var spent: (whole: Instant, last: Instant)? {
        guard let whole, let last else { return nil }
        return (whole, last)
    }

    /// The first moment from `now` on at which the next one is allowed.
    func earliest(from now: Instant) -> Instant {
        guard let whole, let last else { return now }
        let paced = Instant(
            sinceStart: whole.sinceStart - Self.pace * (Self.burst - 1))
        return max(now, paced, last + Self.spacing)
    }

    /// Counts one.
    mutating func take(at now: Instant) {
        whole = max(whole ?? now, now) + Self.pace
        last = now
    }
}
