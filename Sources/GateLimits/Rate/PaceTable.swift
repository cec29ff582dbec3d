import GateCore

/// What is remembered of everybody's pace, in bounded memory. Whoever may use the whole
/// burst again needs no entry, so that forgetting those changes no answer.
///
/// A call looks at a bounded number of entries, however many there are.
struct PaceTable: Sendable {
    /// Entries looked at for each that is added: more than one, so that what can be
    /// forgotten never gathers.
    private static let stepsForEach = 4
    /// Entries looked at where there is no room.
    private static let stepsForRoom = 64

    private var paces: [PaceKey: Pace] = [:]
    /// An entry may be due later than the queue says, never sooner.
    private var expiries = ExpiryQueue<PaceKey>()
    private var counts: [TenantID: Int] = [:]

    /// How many entries are remembered.
    var count: Int { paces.count }
    /// How many tenants they are of.
    var tenantCount: Int { counts.count }

    /// How many of them are of `tenant`.
    func count(of tenant: TenantID) -> Int { counts[tenant] ?? 0 }

    /// Whether `key` has an entry.
    func knows(_ key: PaceKey) -> Bool { paces[key] != nil }

    /// What the last call that was let through left for the next. Goes on under `limit`
    /// when the pace was another one until now, and remembers that even if the call is
    /// denied: what was used must flow off at the new pace from now on.
    mutating func arrival(of key: PaceKey, _ limit: GCRA, at now: Instant) -> Instant? {
        guard let pace = paces[key] else { return nil }
        guard pace.limit != limit else { return pace.arrival }
        let arrival = limit.carried(pace.arrival, from: pace.limit, at: now)
        paces[key] = Pace(limit: limit, arrival: arrival)
        return arrival
    }

    /// Remembers what a call that is let through leaves.
    mutating func keep(_ key: PaceKey, _ pace: Pace, at now: Instant) {
        forget(at: now, looking: Self.stepsForEach)
        if paces.updateValue(pace, forKey: key) == nil {
            counts[key.tenant, default: 0] += 1
            expiries.add(key, due: pace.arrival)
        }
    }

    /// Looks for entries that can be forgotten, because there is no room.
    /// - Returns: when the next one can be.
    mutating func makeRoom(at now: Instant) -> Duration {
        forget(at: now, looking: Self.stepsForRoom)
        guard let first = expiries.first else { return .zero }
        return max(first.due - now, .zero)
    }

    private mutating func forget(at now: Instant, looking steps: Int) {
        for _ in 0..<steps {
            guard let first = expiries.first else { return }
            let due = paces[first.key]?.arrival ?? now
            if due > first.due {
                expiries.postponeFirst(until: due)
            } else if due <= now {
                expiries.removeFirst()
                remove(first.key)
            } else {
                return
            }
        }
    }

    private mutating func remove(_ key: PaceKey) {
        guard paces.removeValue(forKey: key) != nil, let count = counts[key.tenant] else { return }
        counts[key.tenant] = count > 1 ? count - 1 : nil
    }
}
