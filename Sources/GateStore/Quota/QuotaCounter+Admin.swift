import GRDB
import GateCore

// What is looked at, and changed by hand.

extension QuotaCounter {
    /// What grants are called among the exchanges of a rolling window.
    private static let grantName = "grant"

    /// What is counted. However many units a rolling window has, it looks at few rows.
    func tally(_ db: Database) throws -> QuotaTally {
        guard let id else { return QuotaTally() }
        let reserved = try sum(
            "SELECT SUM(units) FROM quota_reservations WHERE counter = ? AND at > ?", id, db)
        let granted = try -sum(
            "SELECT SUM(units) FROM quota_spends WHERE counter = ? AND at > ? AND units < 0",
            id, db)
        return QuotaTally(
            spent: used + granted - reserved, reserved: reserved,
            granted: self.granted + granted, clearAt: try clearAt(id, db))
    }

    /// Adds units to what the window has.
    func grant(_ units: Int, at now: Timestamp, _ db: Database) throws {
        guard window.rollingSpan != nil else {
            _ = try add(0, granting: units, db)
            return
        }
        // Units that were not used: they leave the window, as those that were do.
        let id = try add(-units, db)
        try db.cachedStatement(
            sql: """
                INSERT INTO quota_spends (counter, at, exchange, units) VALUES (?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET units = units + excluded.units
                """
        ).execute(arguments: [id, now.milliseconds, Self.grantName, -units])
    }

    /// Forgets what is spent; what is reserved or granted stays.
    func reset(_ db: Database) throws {
        guard let id else { return }
        try db.execute(
            sql: """
                DELETE FROM quota_spends WHERE counter = :id AND units > 0
                    AND exchange NOT IN (
                        SELECT exchange FROM quota_reservations WHERE counter = :id)
                """, arguments: ["id": id])
        let table = since == nil ? "quota_reservations" : "quota_spends"
        let left = try sum("SELECT SUM(units) FROM \(table) WHERE counter = ? AND at > ?", id, db)
        try db.execute(
            sql: "UPDATE quota_counters SET used = ?, since = ? WHERE id = ?",
            arguments: [left, since?.milliseconds, id])
    }

    /// When the newest unit will have left a rolling window.
    private func clearAt(_ id: Int64, _ db: Database) throws -> Timestamp? {
        guard let since, let span = window.rollingSpan else { return nil }
        let statement = try db.cachedStatement(
            sql: """
                SELECT at FROM quota_spends WHERE counter = ? AND at > ? AND units > 0
                ORDER BY at DESC LIMIT 1
                """)
        return try Int64.fetchOne(statement, arguments: [id, since.milliseconds])
            .map { Timestamp(milliseconds: $0) + span }
    }

    /// The sum of units that are counted.
    private func sum(_ sql: String, _ id: Int64, _ db: Database) throws -> Int {
        let statement = try db.cachedStatement(sql: sql)
        return try Int.fetchOne(
            statement, arguments: [id, since?.milliseconds ?? Int64.min]) ?? 0
    }
}
