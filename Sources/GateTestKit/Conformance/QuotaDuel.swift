import GateCore

/// Random calls on two ledgers at once, which must answer alike.
struct QuotaDuel {
    private let one: any WholeStore
    private let other: any WholeStore
    private let seed: UInt64
    private let random: SeededRandom
    private let windows: [QuotaWindow]

    init(_ one: any WholeStore, _ other: any WholeStore, seed: UInt64) {
        (self.one, self.other, self.seed) = (one, other, seed)
        random = SeededRandom(seed: seed)
        let tenant = TenantID("duel-\(seed)")
        windows = [
            QuotaSample.day(tenant), QuotaSample.day(tenant, key: "k"),
            QuotaSample.rolling(1, of: tenant), QuotaSample.rolling(3, of: tenant),
        ]
    }

    /// Plays, with a clock that now and then jumps up to two hours in either direction.
    func play(rounds: Int) async throws {
        var now = Sample.start
        for round in 0..<rounds {
            now = now + .seconds(Int(below(10) == 0 ? below(14_400) : below(300)))
            if below(15) == 0 { now = now + .seconds(-Int(below(7200))) }
            let (first, second) = (
                try await step(one, now, round), try await step(other, now, round)
            )
            try demand(first, is: second, "seed \(seed), round \(round): the answer")
            let (mine, theirs) = (
                try await one.tallies(of: windows, at: now),
                try await other.tallies(of: windows, at: now)
            )
            try demand(mine, is: theirs, "seed \(seed), round \(round): what is counted")
        }
    }

    /// One call, the same for the same round.
    private func step(
        _ store: any WholeStore, _ now: Timestamp, _ round: Int
    ) async throws -> String {
        let dice = SeededRandom(seed: seed << 32 | UInt64(round))
        func below(_ bound: UInt64) -> Int { Int(dice.next() % bound) }
        let exchange = ExchangeID("\(seed)-\(below(40))-\(round / 60)")
        switch below(12) {
        case 0..<7:
            let charges = windows.filter { _ in below(2) == 0 }.map {
                QuotaWish.Charge(window: $0, limit: 6 + below(3), units: 1 + below(3))
            }
            let isOver = try await store.task(named: exchange.rawValue, tenant: "duel") != nil
            guard !charges.isEmpty, !isOver else { return "none" }
            let wish = QuotaSample.wish(exchange, charges, at: now, lease: .seconds(1200))
            return "\(try await store.reserve(wish))"
        case 7, 8: try await store.refund(exchange)
        case 9: try await finish(store, exchange)
        case 10: return "\(try await store.expire(at: now, sparing: [exchange]))"
        default:
            let window = windows[below(4)]
            if below(3) == 0 { try await store.reset([window], at: now) }
            if below(2) == 0 { try await store.grant(1 + below(2), in: window, at: now) }
        }
        return "done"
    }

    /// Has a task of that exchange end well.
    private func finish(_ store: any WholeStore, _ exchange: ExchangeID) async throws {
        let id = exchange.rawValue
        guard try await store.task(named: id, tenant: "duel") == nil else { return }
        var job = Job(.imagine)
        job.prompt = "a fox"
        let task = TaskRecord(
            id: TaskID(id), triggerID: id, tenant: "duel", key: "k", job: job, exchange: exchange,
            revision: "r", nonce: id, at: Sample.start)
        try await store.admit(task)
        try await store.advance(task, .dispatching, .finished(Sample.result(message: "m\(id)")))
    }

    private func below(_ bound: UInt64) -> UInt64 { random.next() % bound }
}
