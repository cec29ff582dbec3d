import GRDB
import GateCore

extension SQLiteStore: QuotaLedger {
    public func reserve(_ wish: QuotaWish) async throws -> QuotaReservation {
        try await write { db in
            let counters = try wish.charges.map { try QuotaCounter($0.window, at: wish.at, db) }
            let pairs = Array(zip(wish.charges, counters))
            if try QuotaReservations.exists(wish, db) {
                return .reserved(remaining: Self.least(pairs, taking: false))
            }
            if let shortage = try Self.shortage(pairs, wish.at, db) {
                for counter in counters { try counter.keepBoundary(db) }
                return .spent(shortage)
            }
            for (charge, counter) in pairs {
                try QuotaReservations.add(charge, wish, counter: counter, db)
            }
            return .reserved(remaining: Self.least(pairs, taking: true))
        }
    }

    public func refund(_ exchange: ExchangeID) async throws {
        try await write { db in
            guard try !QuotaReservations.areTasks(exchange, db) else { return }
            try QuotaReservations.settle(exchange, .refund, db)
        }
    }

    public func expire(at now: Timestamp, sparing live: Set<ExchangeID>) async throws -> Int {
        try await write { db in
            try db.cachedStatement(
                sql: """
                    DELETE FROM quota_counters WHERE ends_at < ? AND NOT EXISTS (
                        SELECT 1 FROM quota_reservations WHERE counter = quota_counters.id)
                    """
            ).execute(arguments: [(now + (.zero - Self.countersKept)).milliseconds])
            return try QuotaReservations.settleLeft(at: now, sparing: live, db)
        }
    }

    public func tallies(
        of windows: [QuotaWindow], at now: Timestamp
    ) async throws -> [QuotaTally] {
        try await read { db in try windows.map { try QuotaCounter($0, at: now, db).tally(db) } }
    }

    public func grant(_ units: Int, in window: QuotaWindow, at now: Timestamp) async throws {
        try await write { db in
            try QuotaCounter(window, at: now, db).grant(units, at: now, db)
        }
    }

    public func reset(_ windows: [QuotaWindow], at now: Timestamp) async throws {
        try await write { db in
            for window in windows { try QuotaCounter(window, at: now, db).reset(db) }
        }
    }

    /// How long the counts of past days and months are kept.
    private static let countersKept: Duration = .seconds(400 * 86_400)

    /// Settles what a process that ended left open. Only the process that serves may do it.
    static func settleReservations(_ db: Database) throws {
        _ = try QuotaReservations.settleLeft(at: nil, sparing: [], db)
    }

    private static func least(
        _ pairs: [(QuotaWish.Charge, QuotaCounter)], taking: Bool
    ) -> Int {
        pairs.map { charge, counter in
            max(0, counter.left(of: charge.limit) - (taking ? charge.units : 0))
        }.min() ?? 0
    }

    /// Of the windows that have too few left, the one that has enough last.
    private static func shortage(
        _ pairs: [(QuotaWish.Charge, QuotaCounter)], _ now: Timestamp, _ db: Database
    ) throws -> QuotaShortage? {
        try pairs.filter { charge, counter in counter.left(of: charge.limit) < charge.units }
            .map { charge, counter in
                QuotaShortage(
                    charge: charge,
                    freeAt: try counter.freeAt(charge.units, limit: charge.limit, now: now, db))
            }.max { $0.freeAt < $1.freeAt }
    }
}
