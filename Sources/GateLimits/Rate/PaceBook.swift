import GateCore

/// Judges calls by several paces at once: a call is let through when all of them let it,
/// and one that is denied counts in none.
struct PaceBook: Sendable {
    /// What is said of one call.
    enum Answer: Equatable, Sendable {
        case admitted
        /// Too soon for the policies at those places; all let it through after the
        /// duration, and not before.
        case denied(retryAfter: Duration, by: [Int])
        /// Nothing more can be remembered, and an unpaced call is worse than a late one.
        case noRoom(retryAfter: Duration)
    }

    /// When to come again where it is not known when there is room.
    private static let pauseForRoom = Duration.seconds(1)

    private let room: PaceRoom
    private var shared = PaceTable()
    private var users = PaceTable()

    init(_ room: PaceRoom) { self.room = room }

    /// How many entries are remembered.
    var count: Int { shared.count + users.count }

    /// Judges a call, and remembers it when it is let through.
    mutating func take(_ demands: [PaceDemand], at now: Instant) -> Answer {
        var arrivals: [Instant] = []
        var denials: [Int] = []
        var pause = Duration.zero
        for (place, demand) in demands.enumerated() {
            let before = arrival(of: demand, at: now)
            switch demand.limit.decide(before, at: now) {
            case .admitted(let next, _, _): arrivals.append(next)
            case .denied(let retryAfter):
                denials.append(place)
                pause = max(pause, retryAfter)
            }
        }
        guard denials.isEmpty else { return .denied(retryAfter: pause, by: denials) }
        if let pause = waitForRoom(demands, at: now) { return .noRoom(retryAfter: pause) }
        for (demand, arrival) in zip(demands, arrivals) {
            keep(demand, Pace(limit: demand.limit, arrival: arrival), at: now)
        }
        return .admitted
    }

    /// What is left of one pace.
    mutating func standing(
        _ demand: PaceDemand, at now: Instant
    ) -> (remaining: Int, moreAfter: Duration) {
        demand.limit.standing(arrival(of: demand, at: now), at: now)
    }

    private mutating func arrival(of demand: PaceDemand, at now: Instant) -> Instant? {
        demand.key.by == .endUser
            ? users.arrival(of: demand.key, demand.limit, at: now)
            : shared.arrival(of: demand.key, demand.limit, at: now)
    }

    private mutating func keep(_ demand: PaceDemand, _ pace: Pace, at now: Instant) {
        if demand.key.by == .endUser {
            users.keep(demand.key, pace, at: now)
        } else {
            shared.keep(demand.key, pace, at: now)
        }
    }

    /// Makes room for what the call would add.
    /// - Returns: nil when there is room, or else when to come again.
    private mutating func waitForRoom(_ demands: [PaceDemand], at now: Instant) -> Duration? {
        let fresh = demands.filter { !($0.key.by == .endUser ? users : shared).knows($0.key) }
        guard let tenant = fresh.first?.key.tenant else { return nil }
        let freshUsers = fresh.count { $0.key.by == .endUser }
        let freshShared = fresh.count - freshUsers
        if freshShared > 0, shared.count + freshShared > room.tenants {
            let pause = shared.makeRoom(at: now)
            if shared.count + freshShared > room.tenants { return max(pause, .milliseconds(1)) }
        }
        if freshUsers > 0, !hasShare(freshUsers, tenant) {
            _ = users.makeRoom(at: now)
            if !hasShare(freshUsers, tenant) { return Self.pauseForRoom }
        }
        return nil
    }

    private func hasShare(_ fresh: Int, _ tenant: TenantID) -> Bool {
        let before = users.count(of: tenant)
        let tenants = users.tenantCount + (before == 0 ? 1 : 0)
        return before + fresh <= room.share(of: tenants)
    }
}
