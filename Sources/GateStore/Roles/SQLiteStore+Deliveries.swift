import GRDB
import GateCore

extension SQLiteStore: DeliveryStore {
    public func deliveries(_ query: DeliveryQuery) async throws -> Page<DeliveryRecord> {
        let cursor = try Cursor.read(.deliveries, query.cursor)
        return try await read { db in
            var conditions = Conditions()
            if let tenant = query.tenant { conditions.add("tenant = ?", tenant.rawValue) }
            if !query.states.isEmpty {
                conditions.add(anyOf: "state", query.states.map(\.rawValue))
                // Without the word SQLite does not see that the index holds them all.
                if !query.states.contains(.delivered) { conditions.add("state <> 'delivered'") }
            }
            if let cursor { conditions.add("sequence < ?", cursor.sequence) }
            return try conditions.page(
                of: "notices", DeliveryRow.columns, as: .deliveries, limit: query.limit, db,
                DeliveryRow.record)
        }
    }

    public func delivery(_ id: NoticeID) async throws -> DeliveryRecord? {
        try await read { db in try Self.delivery(id, db) }
    }

    private static func delivery(_ id: NoticeID, _ db: Database) throws -> DeliveryRecord? {
        try Row.fetchOne(
            db, sql: "SELECT \(DeliveryRow.columns) FROM notices WHERE id = ?",
            arguments: [id.rawValue]
        ).map(DeliveryRow.record)
    }

    // MARK: Replay

    public func replay(_ id: NoticeID, at now: Timestamp) async throws -> DeliveryRecord {
        try await write { db in
            guard try Self.delivery(id, db) != nil else {
                throw StoreError(.notFound, "no such webhook")
            }
            let sequence = try Int64.fetchOne(
                db, sql: "SELECT sequence FROM notices WHERE id = ? AND state = 'failed'",
                arguments: [id.rawValue])
            guard let sequence, try Self.replay([sequence], now, db) == 1,
                let replayed = try Self.delivery(id, db)
            else { throw StoreError(.conflict, "it has not failed, or its address is closed") }
            return replayed
        }
    }

    public func replayFailed(
        of tenant: TenantID?, at now: Timestamp, limit: Int
    ) async throws -> Int {
        try await write { db in
            var conditions = Conditions()
            conditions.add("state = 'failed'")
            conditions.add("state <> 'delivered'")
            if let tenant { conditions.add("tenant = ?", tenant.rawValue) }
            conditions.add("NOT EXISTS (\(Self.closedSQL))")
            let sequences = try Int64.fetchAll(
                db,
                sql: """
                    SELECT sequence FROM notices \(conditions.clause)
                    ORDER BY sequence LIMIT \(max(0, limit))
                    """, arguments: conditions.arguments)
            return try Self.replay(sequences, now, db)
        }
    }

    /// The row, if any, that closes the address where a webhook would go today.
    private static let closedSQL = """
        SELECT 1 FROM closed_callbacks AS closed
        WHERE closed.tenant = notices.tenant AND closed.url = \(todaysURL)
        """

    /// A task's own address stays; else the tenant's of today, or the one that it was.
    private static let todaysURL = """
        iif(json_extract(notices.record, '$.isOwnAddress'), json_extract(notices.record, '$.url'),
            coalesce((SELECT json_extract(tenants.record, '$.callback_url') FROM tenants
                WHERE tenants.id = notices.tenant), json_extract(notices.record, '$.url')))
        """

    /// Makes failed webhooks wait again, those that nothing is before of their task first.
    private static func replay(_ sequences: [Int64], _ now: Timestamp, _ db: Database) throws
        -> Int
    {
        var count = 0
        for sequence in sequences {
            let statement = try db.cachedStatement(
                sql: """
                    UPDATE notices SET state = iif(task IS NULL, 'pending', 'waiting'),
                        attempts = 0, next_at = :now, settled_at = NULL,
                        record = json_set(record, '$.url', \(todaysURL))
                    WHERE sequence = :sequence AND state = 'failed'
                        AND NOT EXISTS (\(closedSQL))
                    """)
            try statement.execute(arguments: ["now": now.milliseconds, "sequence": sequence])
            guard db.changesCount == 1 else { continue }
            count += 1
            try NoticeRow.readdress(sequence, db)
            try promoteFirst(ofTaskOf: "sequence = ?", [sequence], db)
        }
        return count
    }

    // MARK: Callbacks

    public func callbackHealth(
        of tenant: TenantID?, after last: TenantID?, limit: Int
    ) async throws -> [CallbackHealth] {
        try await read { db in
            var conditions = Conditions()
            if let tenant { conditions.add("tenants.id = ?", tenant.rawValue) }
            if let last { conditions.add("tenants.id > ?", last.rawValue) }
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT tenants.id, delivered, missed, last_delivery, last_miss, last_error,
                        (SELECT COUNT(*) FROM notices WHERE tenant = tenants.id
                            AND state IN ('pending', 'waiting')) AS undelivered,
                        (SELECT COUNT(*) FROM notices WHERE tenant = tenants.id
                            AND state = 'failed') AS failed
                    FROM tenants LEFT JOIN callback_health ON callback_health.tenant = tenants.id
                    \(conditions.clause) ORDER BY tenants.id LIMIT \(max(0, limit))
                    """, arguments: conditions.arguments)
            return try rows.map { try Self.health($0, db) }
        }
    }

    private static func health(_ row: Row, _ db: Database) throws -> CallbackHealth {
        let tenant: String = row["id"]
        var health = CallbackHealth(tenant: TenantID(tenant))
        health.delivered = row["delivered"] ?? 0
        health.missed = row["missed"] ?? 0
        health.lastDelivery = DeliveryRow.time(row["last_delivery"])
        health.lastMiss = DeliveryRow.time(row["last_miss"])
        health.lastError = row["last_error"]
        health.undelivered = row["undelivered"]
        health.failed = row["failed"]
        health.closed = try Row.fetchAll(
            db, sql: "SELECT url, at, reason FROM closed_callbacks WHERE tenant = ? ORDER BY at",
            arguments: [tenant]
        ).map { row in
            CallbackHealth.Closed(
                url: row["url"], at: Timestamp(milliseconds: row["at"]), reason: row["reason"])
        }
        return health
    }

    public func forgetDelivered(before end: Timestamp, limit: Int) async throws -> Int {
        try await write { db in
            try db.execute(
                sql: """
                    DELETE FROM notices WHERE sequence IN (
                        SELECT sequence FROM notices
                        WHERE state = 'delivered' AND settled_at < ? ORDER BY settled_at LIMIT ?)
                    """, arguments: [end.milliseconds, limit])
            return db.changesCount
        }
    }

    public func reopenCallbacks(of tenant: TenantID) async throws -> Int {
        try await write { db in
            try db.execute(
                sql: "DELETE FROM closed_callbacks WHERE tenant = ?", arguments: [tenant.rawValue])
            return db.changesCount
        }
    }

    public func changeWebhookSecret(
        of tenant: TenantID, to secret: String, formerUntil end: Timestamp
    ) async throws {
        try await write { db in
            try db.execute(
                sql: """
                    UPDATE tenants SET former_secret = webhook_secret, former_until = ?,
                        webhook_secret = ? WHERE id = ?
                    """, arguments: [end.milliseconds, secret, tenant.rawValue])
            guard db.changesCount == 1 else { throw StoreError(.notFound, "no such tenant") }
        }
    }
}
