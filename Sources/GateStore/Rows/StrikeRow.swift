import GRDB
import GateCore

/// The refusal of an end user's prompt, as its row has it.
struct StrikeRow: Sendable {
    private let user: EndUser
    private let at: Timestamp
    private let exchange: ExchangeID

    /// Nil for a record that is no refusal of an end user.
    init?(_ record: AuditRecord) {
        guard let user = record.strike else { return nil }
        self.user = user
        at = record.at
        exchange = record.id
    }

    /// Also removes some rows that count no more, more of them than are added, so that the
    /// table keeps to what the longest window holds, and to what is counted of one user.
    func insert(_ db: Database) throws {
        let insert = try db.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO strikes (tenant, end_user, at, exchange)
                VALUES (?, ?, ?, ?)
                """)
        try insert.execute(arguments: [
            user.tenant.rawValue, user.name, at.milliseconds, exchange.rawValue,
        ])
        try pruneOld(db)
        try pruneUser(db)
    }

    private func pruneOld(_ db: Database) throws {
        let hours = Int64(StrikePolicy.longestWindowHours)
        let prune = try db.cachedStatement(
            sql: """
                DELETE FROM strikes WHERE (tenant, end_user, at, exchange) IN (
                    SELECT tenant, end_user, at, exchange FROM strikes
                    WHERE at < ? ORDER BY at LIMIT 8)
                """)
        try prune.execute(arguments: [(at + .seconds(-3600 * hours)).milliseconds])
    }

    private func pruneUser(_ db: Database) throws {
        let prune = try db.cachedStatement(
            sql: """
                DELETE FROM strikes WHERE (tenant, end_user, at, exchange) IN (
                    SELECT tenant, end_user, at, exchange FROM strikes
                    WHERE tenant = ? AND end_user = ?
                    ORDER BY at DESC, exchange DESC LIMIT 8 OFFSET ?)
                """)
        try prune.execute(arguments: [
            user.tenant.rawValue, user.name, StrikePolicy.highestThreshold,
        ])
    }
}
