import GateCore

/// The promises of `QuotaLedger` about calendar windows, and about tasks.
public enum QuotaLedgerConformance {
    /// Each runs on a fresh store.
    public static let checks =
        [
            ConformanceCheck("reserves up to the limit and says what is left", reservesUpToLimit),
            ConformanceCheck("keeps tenants, keys and windows apart", keepsApart),
            ConformanceCheck("reserves in all windows or in none", allOrNone),
            ConformanceCheck("takes as many units as a call costs", takesUnits),
            ConformanceCheck("gives a refunded unit away again, once", refunds),
            ConformanceCheck("spends or gives back as the task ends", settlesWithTask),
            ConformanceCheck("leaves a task's units to the task", leavesTasksAlone),
            ConformanceCheck("counts one exchange once", countsExchangeOnce),
            ConformanceCheck("follows a limit that changes", followsLimit),
            ConformanceCheck("ends forgotten reservations with their lease", endsLeases),
            ConformanceCheck("adds what is granted to one window", grants),
            ConformanceCheck("forgets what is spent and keeps what is reserved", resets),
            ConformanceCheck("admits exactly the limit to 64 callers at once", admitsExactlyLimit),
            ConformanceCheck("never exceeds the limit while units come and go", neverExceeds),
        ] + RollingQuotaConformance.checks

    private static func reservesUpToLimit(_ store: any WholeStore) async throws {
        for (exchange, left) in [("1", 1), ("2", 0)] {
            let answer = try await store.reserve(ExchangeID(exchange), limit: 2)
            try demand(answer, is: .reserved(remaining: left), "unit \(exchange)")
        }
        let third = try await store.reserve("3", limit: 2)
        try demand(
            third.freeAt, is: Sample.start.startOfDay + .seconds(86_400), "the third of two")
        try demand(try await store.tally(), is: QuotaTally(reserved: 2), "what is counted")
        let none = try await store.reserve("e", in: QuotaSample.day("b"), limit: 0)
        try demand(none.isSpent, "a limit of 0 allows none")
    }

    private static func keepsApart(_ store: any WholeStore) async throws {
        let windows = [
            QuotaSample.day(), QuotaSample.day("b"), QuotaSample.day(offset: 1),
            QuotaSample.day(key: "k"), QuotaSample.day(key: "l"), QuotaSample.rolling(1),
            QuotaSample.rolling(24),
        ]
        for (place, window) in windows.enumerated() {
            let answer = try await store.reserve(
                ExchangeID("\(place)"), in: window, limit: 1)
            try demand(answer, is: .reserved(remaining: 0), "window \(place)'s own unit")
        }
        try demand(try await store.tally(QuotaSample.day("c")), is: QuotaTally(), "a fresh tenant")
    }

    private static func allOrNone(_ store: any WholeStore) async throws {
        let charges = [
            QuotaWish.Charge(window: QuotaSample.day(), limit: 5),
            QuotaWish.Charge(window: QuotaSample.rolling(2), limit: 1),
        ]
        let first = try await store.reserve(QuotaSample.wish("1", charges))
        try demand(first, is: .reserved(remaining: 0), "the window with least left")
        let second = try await store.reserve(QuotaSample.wish("2", charges))
        guard case .spent(let shortage) = second else { return try demand(false, "a spent window") }
        try demand(shortage.charge, is: charges[1], "the window that is spent")
        try demand(try await store.tally().reserved, is: 1, "nothing is taken of the other")
        try await store.refund("1")
        for window in charges.map(\.window) {
            try demand(try await store.tally(window), is: QuotaTally(), "both are given back")
        }
    }

    private static func takesUnits(_ store: any WholeStore) async throws {
        let answer = try await store.reserve("1", limit: 10, units: 7)
        try demand(answer, is: .reserved(remaining: 3), "seven of ten")
        try demand(try await store.reserve("2", limit: 10, units: 4).isSpent, "four of three")
        let last = try await store.reserve("3", limit: 10, units: 3)
        try demand(last, is: .reserved(remaining: 0), "three of three")
        try await store.refund("1")
        try demand(try await store.tally().reserved, is: 3, "seven are given back")
    }

    private static func refunds(_ store: any WholeStore) async throws {
        _ = try await store.reserve("1", limit: 1)
        for _ in 0..<3 { try await store.refund("1") }
        try await store.refund("unknown")
        try demand(try await store.tally(), is: QuotaTally(), "a refund, done thrice")
        let again = try await store.reserve("2", limit: 1)
        try demand(again, is: .reserved(remaining: 0), "the refunded unit")
    }

    private static func settlesWithTask(_ store: any WholeStore) async throws {
        let failure = TaskFailure(.upstreamRefused, "no")
        let banned = TaskFailure(.bannedPrompt, "no", banned: true)
        let sent: [TaskEvent] = [.dispatching, .submitted]
        let endings: [(events: [TaskEvent], spent: Int)] = [
            (sent + [.finished(Sample.result(message: "1"))], 1),
            (sent + [.failed(failure, nil)], 0),
            (sent + [.failed(banned, nil)], 0), ([.cancelled], 0), (sent + [.cancelled], 1),
            (sent + [.expired], 0),
        ]
        for (place, ending) in endings.enumerated() {
            let tenant = TenantID("\(place)")
            let windows = [QuotaSample.day(tenant), QuotaSample.rolling(48, of: tenant)]
            let task = Sample.task(TaskID("\(place)"))
            // By the exchange that it came from, or by the task's own name.
            let isNamed = place % 2 == 0
            let wish = QuotaSample.wish(
                isNamed ? ExchangeID("other-\(place)") : task.exchange,
                windows.map { QuotaWish.Charge(window: $0, limit: 1) },
                task: isNamed ? task.id : nil)
            _ = try await store.reserve(wish)
            try await store.admit(task)
            try await end(store, task, ending.events)
            for window in windows {
                let tally = try await store.tally(window)
                try demand(tally.reserved, is: 0, "\(place): nothing is left reserved")
                try demand(tally.spent, is: ending.spent, "\(place): units spent")
            }
        }
    }

    /// Applies the events, later each time, so that an expiry finds its deadline passed.
    private static func end(
        _ store: any WholeStore, _ task: TaskRecord, _ events: [TaskEvent]
    ) async throws {
        var (task, at) = (task, Sample.start)
        for event in events {
            task = try task.after(event, at: at)
            try await store.change(task, notices: [])
            let tally = try await store.tally(QuotaSample.day(TenantID(task.id.rawValue)))
            if !task.status.isTerminal { try demand(tally.reserved, is: 1, "\(event) keeps it") }
            at = at + .seconds(3600)
        }
    }

    private static func leavesTasksAlone(_ store: any WholeStore) async throws {
        let task = Sample.task("t")
        _ = try await store.reserve(task.exchange, limit: 1, task: task.id)
        try await store.admit(task)
        try await store.refund(task.exchange)
        try demand(try await store.tally().reserved, is: 1, "a refund changes nothing")
        let later = Sample.start + .seconds(3600)
        let returned = try await store.expire(at: later, sparing: [])
        try demand(returned, is: 0, "a lease that ends changes nothing")
        try await store.advance(
            task, .dispatching, .submitted, .finished(Sample.result(message: "m")))
        try demand(try await store.tally(), is: QuotaTally(spent: 1), "the task's end decides")
        try await store.refund(task.exchange)
        try demand(try await store.tally(), is: QuotaTally(spent: 1), "and once only")
    }

    private static func countsExchangeOnce(_ store: any WholeStore) async throws {
        _ = try await store.reserve("1", limit: 5)
        let again = try await store.reserve("1", limit: 5)
        try demand(again, is: .reserved(remaining: 4), "the same exchange")
        try demand(try await store.tally().reserved, is: 1, "units used")
        // Held, let through by a human, and judged on under another name.
        let charges = [QuotaWish.Charge(window: QuotaSample.day(), limit: 5)]
        for name in ["held", "let through"] as [ExchangeID] {
            let answer = try await store.reserve(QuotaSample.wish(name, charges, task: "t"))
            try demand(answer, is: .reserved(remaining: 3), "the task's unit, asked for as \(name)")
        }
    }

    private static func followsLimit(_ store: any WholeStore) async throws {
        for number in 1...3 { _ = try await store.reserve(ExchangeID("\(number)"), limit: 3) }
        try demand(try await store.reserve("4", limit: 2).isSpent, "a lower limit")
        let more = try await store.reserve("5", limit: 5)
        try demand(more, is: .reserved(remaining: 1), "a higher limit")
    }

    private static func endsLeases(_ store: any WholeStore) async throws {
        for exchange in ["lost", "live"] as [ExchangeID] {
            _ = try await store.reserve(exchange, limit: 2)
        }
        let (before, after) = (Sample.start + .seconds(59), Sample.start + .seconds(60))
        try demand(try await store.expire(at: before, sparing: []), is: 0, "before the lease ends")
        let returned = try await store.expire(at: after, sparing: ["live"])
        try demand(returned, is: 1, "the one that nobody judges any more")
        try demand(try await store.expire(at: after, sparing: ["live"]), is: 0, "and once only")
        try demand(try await store.tally().reserved, is: 1, "the other one's unit stays")
        try demand(try await store.expire(at: after, sparing: []), is: 1, "until it is forgotten")
        try demand(try await store.tally(), is: QuotaTally(), "nothing leaks")
    }

    private static func grants(_ store: any WholeStore) async throws {
        _ = try await store.reserve("1", limit: 1)
        for _ in 0..<2 { try await store.grant(1, in: QuotaSample.day(), at: Sample.start) }
        let second = try await store.reserve("2", limit: 1)
        try demand(second, is: .reserved(remaining: 1), "a granted unit")
        try demand(
            try await store.tally(), is: QuotaTally(reserved: 2, granted: 2), "what is counted")
        try await store.grant(3, in: QuotaSample.day("b"), at: Sample.start)
        let fresh = try await store.reserve("3", in: QuotaSample.day("b"), limit: 0)
        try demand(fresh, is: .reserved(remaining: 2), "a grant before the first call")
        let tomorrow = try await store.tally(QuotaSample.day(offset: 1))
        try demand(tomorrow, is: QuotaTally(), "the next day has none")
    }

    private static func resets(_ store: any WholeStore) async throws {
        let charges = [QuotaSample.day(), QuotaSample.rolling(24)].map {
            QuotaWish.Charge(window: $0, limit: 3)
        }
        let task = Sample.task("t")
        for exchange in [task.exchange, "open"] {
            _ = try await store.reserve(QuotaSample.wish(exchange, charges))
        }
        try await store.admit(task)
        try await store.advance(
            task, .dispatching, .submitted, .finished(Sample.result(message: "m")))
        for window in charges.map(\.window) {
            try await store.grant(2, in: window, at: Sample.start)
            try await store.reset([window, QuotaSample.day("nobody")], at: Sample.start)
            let tally = try await store.tally(window)
            try demand(tally.spent, is: 0, "nothing is spent")
            try demand(tally.reserved, is: 1, "what is under way counts")
            try demand(tally.granted, is: 2, "what was granted stays")
        }
        try await store.refund("open")
        for window in charges.map(\.window) {
            let tally = try await store.tally(window)
            try demand(tally.reserved + tally.spent, is: 0, "and can be given back")
        }
    }

    private static func admitsExactlyLimit(_ store: any WholeStore) async throws {
        for window in [QuotaSample.day(), QuotaSample.rolling(24)] {
            let left = try await withThrowingTaskGroup(of: [Int].self) { group in
                for caller in 0..<64 {
                    group.addTask {
                        var left: [Int] = []
                        for call in 0..<8 {
                            let answer = try await store.reserve(
                                ExchangeID("\(window.kind)-\(caller)-\(call)"), in: window,
                                limit: 100, at: Sample.start + .milliseconds(call * 64 + caller))
                            if case .reserved(let remaining) = answer { left.append(remaining) }
                        }
                        return left
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }.sorted()
            }
            try demand(left, is: Array(0..<100), "what was left, each number once")
            let later = Sample.start + .seconds(1)
            try demand(try await store.tally(window, at: later).reserved, is: 100, "units used")
        }
    }

    private static func neverExceeds(_ store: any WholeStore) async throws {
        let limit = 20
        let spent = try await withThrowingTaskGroup(of: Int.self) { group in
            for caller in 0..<64 {
                group.addTask { try await churn(store, caller, limit: limit) }
            }
            return try await group.reduce(0, +)
        }
        let tally = try await store.tally()
        try demand(tally, is: QuotaTally(spent: spent), "what is used is spent: nothing leaks")
        try demand(spent <= limit, "\(spent) of \(limit) units were admitted")
    }

    /// Reserves, and then has a task spend it or gives it back, by a seed.
    /// - Returns: how many units were spent.
    private static func churn(
        _ store: any WholeStore, _ caller: Int, limit: Int
    ) async throws -> Int {
        let random = SeededRandom(seed: UInt64(caller))
        var spent = 0
        for call in 0..<6 {
            let task = Sample.task(TaskID("\(caller)-\(call)"))
            guard !(try await store.reserve(task.exchange, limit: limit)).isSpent else { continue }
            let tally = try await store.tally()
            try demand(tally.spent + tally.reserved <= limit, "\(tally) of \(limit)")
            if random.next() % 4 == 0 {
                try await store.admit(task)
                try await store.advance(
                    task, .dispatching, .finished(Sample.result(message: "m-\(task.id)")))
                spent += 1
            } else {
                try await store.refund(task.exchange)
            }
        }
        return spent
    }
}
