import GateCore

/// What is remembered of every tenant's pace, in bounded memory. A tenant who may use the
/// whole burst again needs no entry, so that forgetting those changes no answer.
struct PaceTable {
    /// What is said of one call.
    enum Answer: Hashable, Sendable {
        case admitted
        /// Too soon; admitted after the duration.
        case denied(retryAfter: Duration)
        /// As many tenants as can be remembered are in debt; the first of them is out of
        /// it after the duration.
        case noRoom(retryAfter: Duration)
    }

    private struct Pace {
        var limit: GCRA
        var arrival: Instant
    }

    private let capacity: Int
    private var paces: [TenantID: Pace] = [:]
    /// No entry can be forgotten before: a full table is not searched on every call.
    private var nextSweep = Instant(sinceStart: .zero)

    /// - Parameter capacity: how many tenants are remembered at most, at least 1.
    init(capacity: Int) { self.capacity = max(capacity, 1) }

    /// How many tenants are remembered.
    var count: Int { paces.count }

    /// Judges a call of `tenant`, and remembers it when it is let through.
    mutating func take(_ tenant: TenantID, _ limit: GCRA, at now: Instant) -> Answer {
        adopt(limit, for: tenant, now)
        switch limit.decide(paces[tenant]?.arrival, at: now) {
        case .denied(let retryAfter):
            return .denied(retryAfter: retryAfter)
        case .admitted(let next, _, _):
            if paces[tenant] == nil, let wait = waitForRoom(now) {
                return .noRoom(retryAfter: wait)
            }
            paces[tenant] = Pace(limit: limit, arrival: next)
            nextSweep = min(nextSweep, next)
            return .admitted
        }
    }

    /// What `tenant` has left.
    mutating func standing(_ tenant: TenantID, _ limit: GCRA, at now: Instant) -> RateStanding {
        adopt(limit, for: tenant, now)
        return limit.standing(paces[tenant]?.arrival, at: now)
    }

    /// Goes on under `limit`, when the tenant's pace was another one until now. Kept even
    /// if the call is denied: what was used must flow off at the new pace from now on.
    private mutating func adopt(_ limit: GCRA, for tenant: TenantID, _ now: Instant) {
        guard let pace = paces[tenant], pace.limit != limit else { return }
        let arrival = limit.carried(pace.arrival, from: pace.limit, at: now)
        paces[tenant] = Pace(limit: limit, arrival: arrival)
        nextSweep = min(nextSweep, arrival)
    }

    /// Makes room for one more tenant.
    /// - Returns: nil when there is room, or else when there will be.
    private mutating func waitForRoom(_ now: Instant) -> Duration? {
        if paces.count >= capacity, nextSweep <= now { sweep(now) }
        return paces.count < capacity ? nil : nextSweep - now
    }

    private mutating func sweep(_ now: Instant) {
        paces = paces.filter { $0.value.arrival > now }
        nextSweep = paces.values.map(\.arrival).min() ?? now
    }
}
