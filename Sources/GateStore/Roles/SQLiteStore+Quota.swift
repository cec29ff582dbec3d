import GRDB
import GateCore

extension SQLiteStore: QuotaLedger {
    /// Asking again for an exchange that has its unit gives no second one.
    public func reserve(
        _ exchange: ExchangeID, tenant: TenantID, windowStart: Timestamp, limit: Int
    ) async throws -> QuotaReservation {
        let window: StatementArguments = [tenant.rawValue, windowStart.milliseconds]
        return try await write { db in
            let used = try Self.used(window, db)
            let reservation = [exchange.rawValue] + window
            if try Self.isReserved(reservation, db) {
                return .reserved(remaining: max(0, limit - used))
            }
            guard used < limit else { return .spent }
            try db.cachedStatement(
                sql: """
                    INSERT INTO quota_windows (tenant, window_start, used) VALUES (?, ?, 1)
                    ON CONFLICT DO UPDATE SET used = used + 1
                    """
            ).execute(arguments: window)
            try db.cachedStatement(
                sql: """
                    INSERT INTO quota_reservations (exchange, tenant, window_start)
                    VALUES (?, ?, ?)
                    """
            ).execute(arguments: reservation)
            return .reserved(remaining: limit - used - 1)
        }
    }

    public func commit(_ exchange: ExchangeID) async throws {
        try await write { db in try Self.forget(exchange, db) }
    }

    public func refund(_ exchange: ExchangeID) async throws {
        try await write { db in
            try db.cachedStatement(
                sql: """
                    UPDATE quota_windows SET used = used - 1
                    WHERE (tenant, window_start) IN (
                        SELECT tenant, window_start FROM quota_reservations WHERE exchange = ?)
                    """
            ).execute(arguments: [exchange.rawValue])
            try Self.forget(exchange, db)
        }
    }

    public func used(by tenant: TenantID, windowStart: Timestamp) async throws -> Int {
        try await read { db in try Self.used([tenant.rawValue, windowStart.milliseconds], db) }
    }

    /// Settles what a process that ended left open: a reservation whose exchange became a
    /// task is final, and any other is given back. Only the process that serves may do it.
    static func settleReservations(_ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE quota_windows SET used = used - lost.count
                FROM (
                    SELECT tenant, window_start, COUNT(*) AS count FROM quota_reservations
                    WHERE exchange NOT IN (SELECT exchange FROM tasks)
                    GROUP BY tenant, window_start
                ) AS lost
                WHERE lost.tenant = quota_windows.tenant
                    AND lost.window_start = quota_windows.window_start;
                DELETE FROM quota_reservations;
                """)
    }

    private static func used(_ window: StatementArguments, _ db: Database) throws -> Int {
        let statement = try db.cachedStatement(
            sql: "SELECT used FROM quota_windows WHERE tenant = ? AND window_start = ?")
        return try Int.fetchOne(statement, arguments: window) ?? 0
    }

    private static func isReserved(
        _ reservation: StatementArguments, _ db: Database
    ) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: """
                SELECT EXISTS (SELECT 1 FROM quota_reservations
                WHERE exchange = ? AND tenant = ? AND window_start = ?)
                """)
        return try Bool.fetchOne(statement, arguments: reservation) ?? false
    }

    private static func forget(_ exchange: ExchangeID, _ db: Database) throws {
        try db.cachedStatement(sql: "DELETE FROM quota_reservations WHERE exchange = ?")
            .execute(arguments: [exchange.rawValue])
    }
}
