import GRDB
import GateCore

extension SQLiteStore: QuotaLedger {
    public func reserve(
        _ exchange: ExchangeID, tenant: TenantID, windowStart: Timestamp, limit: Int
    ) async throws -> QuotaReservation {
        try await write { database in
            let used = try Self.used(tenant, windowStart, database)
            guard used < limit else { return .spent }
            try database.execute(
                sql: "INSERT INTO quota (exchange, tenant, window, committed) VALUES (?, ?, ?, 0)",
                arguments: [exchange.rawValue, tenant.rawValue, windowStart.milliseconds])
            return .reserved(remaining: limit - used - 1)
        }
    }

    public func commit(_ exchange: ExchangeID) async throws {
        try await write { database in
            try database.execute(
                sql: "UPDATE quota SET committed = 1 WHERE exchange = ?",
                arguments: [exchange.rawValue])
        }
    }

    public func refund(_ exchange: ExchangeID) async throws {
        try await write { database in
            try database.execute(
                sql: "DELETE FROM quota WHERE exchange = ? AND NOT committed",
                arguments: [exchange.rawValue])
        }
    }

    public func used(by tenant: TenantID, windowStart: Timestamp) async throws -> Int {
        try await read { try Self.used(tenant, windowStart, $0) }
    }

    private static func used(
        _ tenant: TenantID, _ windowStart: Timestamp, _ database: Database
    ) throws -> Int {
        try Int.fetchOne(
            database, sql: "SELECT count(*) FROM quota WHERE tenant = ? AND window = ?",
            arguments: [tenant.rawValue, windowStart.milliseconds]) ?? 0
    }
}
