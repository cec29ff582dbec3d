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
        try await read { db in try windows.map { try Self.tally($0, now, db) } }
    }

    public func grant(_ units: Int, in window: QuotaWindow, at now: Timestamp) async throws {
        try await write { db in
            let counter = try QuotaCounter(window, at: now, db)
            guard window.rollingSpan != nil else {
                _ = try counter.add(0, granting: units, db)
                return
            }
            // A unit that was not used: it leaves the window, as those that were do.
            let id = try counter.add(-units, db)
            try db.cachedStatement(
                sql: """
                    INSERT INTO quota_spends (counter, at, exchange, units) VALUES (?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET units = units + excluded.units
                    """
            ).execute(arguments: [id, now.milliseconds, Self.grantName, -units])
        }
    }

    public func reset(_ windows: [QuotaWindow], at now: Timestamp) async throws {
        try await write { db in
            for window in windows { try Self.reset(try QuotaCounter(window, at: now, db), db) }
        }
    }

    /// How long the counts of past days and months are kept.
    private static let countersKept: Duration = .seconds(400 * 86_400)

    /// What grants are called among the exchanges of a rolling window.
    private static let grantName = "grant"

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

    private static func tally(
        _ window: QuotaWindow, _ now: Timestamp, _ db: Database
    ) throws -> QuotaTally {
        let counter = try QuotaCounter(window, at: now, db)
        guard let id = counter.id else { return QuotaTally() }
        let since = counter.since?.milliseconds
        let reserved = try Int.fetchOne(
            db,
            sql: """
                SELECT COALESCE(SUM(units), 0) FROM quota_reservations
                WHERE counter = ? AND (? OR at > ?)
                """, arguments: [id, since == nil, since])
        let rolling = try Row.fetchOne(
            db,
            sql: """
                SELECT COALESCE(SUM(units) FILTER (WHERE exchange = ?), 0) AS granted,
                    MAX(at) FILTER (WHERE exchange <> ?) AS newest
                FROM quota_spends WHERE counter = ? AND at > ?
                """, arguments: [grantName, grantName, id, since])
        let taken: Int? = rolling?["granted"]
        let newest: Int64? = rolling?["newest"]
        let extra = -(taken ?? 0)
        return QuotaTally(
            spent: counter.used + extra - (reserved ?? 0), reserved: reserved ?? 0,
            granted: counter.granted + extra,
            clearAt: newest.flatMap { newest in
                window.rollingSpan.map { Timestamp(milliseconds: newest) + $0 }
            })
    }

    private static func reset(_ counter: QuotaCounter, _ db: Database) throws {
        guard let id = counter.id else { return }
        try db.execute(
            sql: """
                DELETE FROM quota_spends WHERE counter = :id AND exchange <> :grant
                    AND exchange NOT IN (
                        SELECT exchange FROM quota_reservations WHERE counter = :id);
                """, arguments: ["id": id, "grant": grantName])
        // What is left is what is reserved and, of a rolling window, what is granted.
        let table = counter.since == nil ? "quota_reservations" : "quota_spends"
        let left = try Int.fetchOne(
            db,
            sql: "SELECT COALESCE(SUM(units), 0) FROM \(table) WHERE counter = ? AND at > ?",
            arguments: [id, counter.since?.milliseconds ?? Int64.min])
        try db.execute(
            sql: "UPDATE quota_counters SET used = ?, since = ? WHERE id = ?",
            arguments: [left, counter.since?.milliseconds, id])
    }
}
