import GateCore

/// The promises of `QuotaLedger`.
public enum QuotaLedgerConformance {
    /// Each runs on a fresh store.
    public static let checks = [
        ConformanceCheck("reserves up to the limit and says what is left", reservesUpToLimit),
        ConformanceCheck("keeps tenants and windows apart", keepsApart),
        ConformanceCheck("gives a refunded unit away again, once", refunds),
        ConformanceCheck("never gives a committed unit back", commits),
        ConformanceCheck("counts one exchange once", countsExchangeOnce),
        ConformanceCheck("follows a limit that changes", followsLimit),
        ConformanceCheck("admits exactly the limit to 64 callers at once", admitsExactlyLimit),
        ConformanceCheck("agrees with a plain model over random calls", agreesWithModel),
        ConformanceCheck("never exceeds the limit while units come and go", neverExceeds),
    ]

    private static let window = Sample.start.startOfDay

    private static func reservesUpToLimit(_ store: any WholeStore) async throws {
        for (number, left) in [(1, 1), (2, 0)] {
            let answer = try await reserve(store, number, limit: 2)
            try demand(answer, is: .reserved(remaining: left), "unit \(number)")
        }
        try demand(try await reserve(store, 3, limit: 2), is: .spent, "the third of two")
        try demand(try await used(store), is: 2, "units used")
        let none = try await store.reserve("e", tenant: "b", windowStart: window, limit: 0)
        try demand(none, is: .spent, "a limit of 0 allows none")
    }

    private static func keepsApart(_ store: any WholeStore) async throws {
        let tomorrow = window + .seconds(86_400)
        for (exchange, tenant, start) in [
            ("1", "a", window), ("2", "b", window), ("3", "a", tomorrow),
        ] {
            let answer = try await store.reserve(
                ExchangeID(exchange), tenant: TenantID(tenant), windowStart: start, limit: 1)
            try demand(answer, is: .reserved(remaining: 0), "\(tenant)'s own unit")
        }
        try demand(try await store.used(by: "c", windowStart: window), is: 0, "a fresh tenant")
    }

    private static func refunds(_ store: any WholeStore) async throws {
        _ = try await reserve(store, 1, limit: 1)
        for _ in 0..<3 { try await store.refund(exchange(1)) }
        try await store.refund("unknown")
        try demand(try await used(store), is: 0, "units after a refund, done thrice")
        let again = try await reserve(store, 2, limit: 1)
        try demand(again, is: .reserved(remaining: 0), "the refunded unit")
        try await store.commit(exchange(1))
        try await store.refund(exchange(1))
        try demand(try await used(store), is: 1, "a commit after the refund does nothing")
    }

    private static func commits(_ store: any WholeStore) async throws {
        _ = try await reserve(store, 1, limit: 1)
        for _ in 0..<2 { try await store.commit(exchange(1)) }
        try await store.commit("unknown")
        try await store.refund(exchange(1))
        try demand(try await used(store), is: 1, "a refund after the commit does nothing")
        try demand(try await reserve(store, 2, limit: 1), is: .spent, "the unit is gone")
    }

    private static func countsExchangeOnce(_ store: any WholeStore) async throws {
        _ = try await reserve(store, 1, limit: 5)
        let again = try await reserve(store, 1, limit: 5)
        try demand(again, is: .reserved(remaining: 4), "the same exchange")
        try demand(try await used(store), is: 1, "units used")
    }

    private static func followsLimit(_ store: any WholeStore) async throws {
        for number in 1...3 { _ = try await reserve(store, number, limit: 3) }
        try demand(try await reserve(store, 4, limit: 2), is: .spent, "a lower limit")
        let more = try await reserve(store, 5, limit: 5)
        try demand(more, is: .reserved(remaining: 1), "a higher limit")
    }

    private static func admitsExactlyLimit(_ store: any WholeStore) async throws {
        let left = try await withThrowingTaskGroup(of: [Int].self) { group in
            for caller in 0..<64 {
                group.addTask {
                    var left: [Int] = []
                    for call in 0..<8 {
                        let answer = try await reserve(store, caller * 8 + call, limit: 100)
                        if case .reserved(let remaining) = answer { left.append(remaining) }
                    }
                    return left
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }.sorted()
        }
        try demand(left, is: Array(0..<100), "what was left, each number once")
        try demand(try await used(store), is: 100, "units used")
    }

    private static func agreesWithModel(_ store: any WholeStore) async throws {
        let random = SeededRandom(seed: 0x5EED)
        var open: Set<Int> = []
        var ended: Set<Int> = []
        for step in 0..<400 {
            let number = Int(random.next() % 60)
            switch random.next() % 16 {
            case 0:
                try await store.commit(exchange(number))
                if open.remove(number) != nil { ended.insert(number) }
            case 1..<6:
                try await store.refund(exchange(number))
                open.remove(number)
            default:
                guard !ended.contains(number) else { continue }  // a name is used but once
                let answer = try await reserve(store, number, limit: 12)
                let fits = open.contains(number) || open.count + ended.count < 12
                if fits { open.insert(number) }
                let left = 12 - open.count - ended.count
                try demand(
                    answer, is: fits ? .reserved(remaining: left) : .spent, "step \(step)")
            }
            let used = try await used(store)
            try demand(used, is: open.count + ended.count, "units used after step \(step)")
        }
    }

    private static func neverExceeds(_ store: any WholeStore) async throws {
        let limit = 20
        let committed = try await withThrowingTaskGroup(of: Int.self) { group in
            for caller in 0..<64 {
                group.addTask { try await churn(store, caller, limit: limit) }
            }
            return try await group.reduce(0, +)
        }
        let used = try await used(store)
        try demand(used, is: committed, "units used are the units committed: nothing leaks")
        try demand(used <= limit, "\(used) of \(limit) units were admitted")
    }

    /// Reserves and then commits or refunds, by a seed; counts the commits.
    private static func churn(
        _ store: any WholeStore, _ caller: Int, limit: Int
    ) async throws -> Int {
        let random = SeededRandom(seed: UInt64(caller))
        var committed = 0
        for call in 0..<6 {
            let number = caller * 6 + call
            guard case .reserved(let remaining) = try await reserve(store, number, limit: limit)
            else { continue }
            try demand(remaining >= 0, "what is left is never negative")
            let used = try await used(store)
            try demand(used <= limit, "\(used) of \(limit) units are in use")
            if random.next() % 4 == 0 {
                try await store.commit(exchange(number))
                committed += 1
            } else {
                try await store.refund(exchange(number))
            }
        }
        return committed
    }

    private static func exchange(_ number: Int) -> ExchangeID { ExchangeID("exchange-\(number)") }

    private static func reserve(
        _ store: any WholeStore, _ number: Int, limit: Int
    ) async throws -> QuotaReservation {
        try await store.reserve(exchange(number), tenant: "a", windowStart: window, limit: limit)
    }

    private static func used(_ store: any WholeStore) async throws -> Int {
        try await store.used(by: "a", windowStart: window)
    }
}
