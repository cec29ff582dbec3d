import GateCore

/// What is left of one bucket. Requests that are on their way count as spent, because
/// Discord may count them before it answers.
struct RateLimitWindow: Hashable, Sendable {
    /// nil until an answer told.
    private var limit: Int?
    private var remaining = Int.max
    /// When `remaining` is `limit` again; nil while that is not known.
    private var resetAt: Instant?
    /// Requests without an answer yet.
    private var inFlight = 0
    /// Whether a 429 closed it, so that one request tries it first when it opens again: what
    /// waited would otherwise all be refused at once.
    private var isTrying = false

    /// Nothing known: everything may go.
    init() {}

    /// Takes one request's place, or says when to ask again.
    mutating func admit(at now: Instant) -> RateLimitPermit {
        roll(now)
        guard remaining > 0 else {
            // Without a reset the new window is as long as the answers on their way say.
            return .wait(until: resetAt ?? now + .milliseconds(250))
        }
        remaining -= 1
        inFlight += 1
        return .go
    }

    /// Requests have ended, answered or not, or are another window's now.
    mutating func settle(_ count: Int = 1) { inFlight = max(0, inFlight - count) }

    /// Requests that began before it was known that they are this window's.
    mutating func adopt(_ count: Int) { inFlight += count }

    /// An answer told how much is left.
    mutating func learn(limit: Int, remaining left: Int, resetAt reset: Instant) {
        self.limit = max(limit, 1)
        // The same window, seen again, ends at about the same time; answers may come out of
        // order, so its remainder never grows.
        let isNew = resetAt.map { reset > $0 + .milliseconds(500) } ?? true
        let free = max(0, left - inFlight)
        remaining = isNew ? free : min(remaining, free)
        resetAt = isNew ? reset : resetAt
        isTrying = false
    }

    /// Nothing may go until then.
    mutating func close(until instant: Instant) {
        remaining = 0
        resetAt = max(resetAt ?? instant, instant)
        isTrying = true
    }

    private mutating func roll(_ now: Instant) {
        let isOver = resetAt.map { $0 <= now } ?? (inFlight == 0)
        guard isOver else { return }
        if isTrying, resetAt != nil {
            resetAt = nil
            remaining = inFlight == 0 ? 1 : 0
            return
        }
        isTrying = false
        resetAt = nil
        remaining = limit.map { max(0, $0 - inFlight) } ?? Int.max
    }
}
