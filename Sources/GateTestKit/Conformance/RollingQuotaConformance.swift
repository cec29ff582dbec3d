import GateCore

/// The promises of `QuotaLedger` about rolling windows, which have no calendar to begin
/// anew with.
public enum RollingQuotaConformance {
    /// Each runs on a fresh store.
    public static let checks = [
        ConformanceCheck("frees each unit when its time has passed, to the millisecond", frees),
        ConformanceCheck("says when enough is free, and it is so then", tellsWhenFree),
        ConformanceCheck("counts on when the clock is set back", clockSetBack),
        ConformanceCheck("takes grants back when their time has passed", grantsEnd),
        ConformanceCheck("agrees with a plain list over random calls and clocks", agrees),
    ]

    private static let window = QuotaSample.rolling(2)
    private static let hour: Duration = .seconds(3600)

    private static func frees(_ store: any WholeStore) async throws {
        let start = Sample.start
        for (exchange, at) in [("1", start), ("2", start + hour)] {
            _ = try await store.reserve(ExchangeID(exchange), in: window, limit: 2, at: at)
        }
        let before = start + hour * 2 + .milliseconds(-1)
        try demand(
            try await store.reserve("3", in: window, limit: 2, at: before).freeAt,
            is: start + hour * 2, "when the first unit leaves")
        let third = try await store.reserve("3", in: window, limit: 2, at: start + hour * 2)
        try demand(third, is: .reserved(remaining: 0), "at that moment")
        let tally = try await store.tally(window, at: start + hour * 3)
        try demand(tally, is: QuotaTally(reserved: 1, clearAt: start + hour * 4), "an hour later")
        // Given back after it left the window: nothing changes.
        try await store.refund("1")
        try demand(try await store.tally(window, at: start + hour * 3), is: tally, "a late refund")
    }

    private static func tellsWhenFree(_ store: any WholeStore) async throws {
        let start = Sample.start
        for (place, units) in [2, 1, 3].enumerated() {
            _ = try await store.reserve(
                ExchangeID("\(place)"), in: window, limit: 6, units: units,
                at: start + .seconds(60 * place))
        }
        let now = start + .seconds(600)
        for (units, minutes) in [(1, 120), (2, 120), (3, 121), (4, 122), (6, 122)] {
            let answer = try await store.reserve(
                "wish", in: window, limit: 6, units: units, at: now)
            try demand(
                answer.freeAt, is: start + .seconds(60 * minutes), "when \(units) units are free")
        }
        let never = try await store.reserve("wish", in: window, limit: 6, units: 7, at: now)
        try demand(never.freeAt, is: now + hour * 2, "more than there ever is")
    }

    private static func clockSetBack(_ store: any WholeStore) async throws {
        let start = Sample.start
        _ = try await store.reserve("1", in: window, limit: 1, at: start)
        // Two hours ahead by mistake: the unit leaves the window, and another is given away.
        let ahead = try await store.reserve("2", in: window, limit: 1, at: start + hour * 2)
        try demand(ahead, is: .reserved(remaining: 0), "two hours later")
        // Set right again: both count.
        let back = try await store.reserve("3", in: window, limit: 2, at: start + .seconds(1))
        try demand(back.isSpent, "back again")
        try demand(
            try await store.tally(window, at: start + .seconds(1)).reserved, is: 2, "both count")
        // Two hours behind by mistake.
        let behind = start + (.zero - hour * 2)
        try demand(
            try await store.reserve("4", in: window, limit: 2, at: behind).isSpent, "behind")
    }

    private static func grantsEnd(_ store: any WholeStore) async throws {
        let start = Sample.start
        try await store.grant(2, in: window, at: start)
        for exchange in ["1", "2"] as [ExchangeID] {
            let answer = try await store.reserve(exchange, in: window, limit: 0, at: start)
            try demand(!answer.isSpent, "a granted unit")
        }
        let tally = try await store.tally(window, at: start)
        try demand(
            tally, is: QuotaTally(reserved: 2, granted: 2, clearAt: start + hour * 2),
            "what is counted")
        let later = start + hour * 2
        try demand(try await store.tally(window, at: later), is: QuotaTally(), "two hours later")
        try demand(
            try await store.reserve("3", in: window, limit: 0, at: later).isSpent, "none is left")
    }

    /// The store against the plain list, call by call.
    private static func agrees(_ store: any WholeStore) async throws {
        let plain = MemoryStore()
        for seed in 0..<2 as Range<UInt64> {
            let run = QuotaDuel(store, plain, seed: seed)
            try await run.play(rounds: 150)
        }
    }
}
