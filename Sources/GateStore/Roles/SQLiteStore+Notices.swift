import GRDB
import GateCore

extension SQLiteStore: NoticeStore {
    public func dueNotices(at now: Timestamp, limit: Int) async throws -> [PendingNotice] {
        try await read { db in
            let statement = try db.cachedStatement(sql: Self.dueNoticesSQL)
            return try Row.fetchAll(statement, arguments: [now.milliseconds, max(0, limit)])
                .map(NoticeRow.pending)
        }
    }

    /// The index is named, since sorting by age alone would tempt SQLite to walk the table.
    static let dueNoticesSQL = """
        SELECT notices.record, notices.attempts, tenants.webhook_secret
        FROM notices INDEXED BY notices_due JOIN tenants ON tenants.id = notices.tenant
        WHERE notices.state = 'pending' AND notices.next_at <= ?
        ORDER BY notices.sequence LIMIT ?
        """

    /// Webhooks that wait behind another are left out: they are due when that one is settled.
    public func nextNoticeDue() async throws -> Timestamp? {
        try await read { db in
            try Int64.fetchOne(db, sql: "SELECT MIN(next_at) FROM notices WHERE state = 'pending'")
                .map(Timestamp.init(milliseconds:))
        }
    }

    public func noticeDelivered(_ id: NoticeID, at now: Timestamp) async throws {
        try await write { db in try Self.settle(id, "delivered", now, error: nil, db) }
    }

    public func noticeDeferred(
        _ id: NoticeID, until next: Timestamp, error: String
    ) async throws {
        try await write { db in
            try db.cachedStatement(
                sql: """
                    UPDATE notices SET attempts = attempts + 1, next_at = ?, error = ?
                    WHERE id = ? AND state IN ('pending', 'waiting')
                    """
            ).execute(arguments: [next.milliseconds, Self.bounded(error), id.rawValue])
            if db.changesCount == 0 { try Self.requireNotice(id, db) }
        }
    }

    public func noticeFailed(_ id: NoticeID, at now: Timestamp, error: String) async throws {
        try await write { db in try Self.settle(id, "failed", now, error: Self.bounded(error), db) }
    }

    /// Ends an undelivered webhook; one that has ended stays as it is.
    private static func settle(
        _ id: NoticeID, _ state: String, _ now: Timestamp, error: String?, _ db: Database
    ) throws {
        let statement = try db.cachedStatement(
            sql: """
                UPDATE notices SET state = ?, attempts = attempts + 1, settled_at = ?, error = ?
                WHERE id = ? AND state IN ('pending', 'waiting')
                """)
        try statement.execute(arguments: [state, now.milliseconds, error, id.rawValue])
        guard db.changesCount == 1 else { return try requireNotice(id, db) }
        try promoteNext(after: id, db)
    }

    /// Makes the first of the task's waiting webhooks pending, unless one is.
    private static func promoteNext(after id: NoticeID, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                UPDATE notices SET state = 'pending' WHERE sequence = (
                    SELECT MIN(sequence) FROM notices WHERE state = 'waiting'
                    AND task = (SELECT task FROM notices WHERE id = :id)
                ) AND NOT EXISTS (
                    SELECT 1 FROM notices WHERE state = 'pending'
                    AND task = (SELECT task FROM notices WHERE id = :id))
                """)
        try statement.execute(arguments: ["id": id.rawValue])
    }

    private static func requireNotice(_ id: NoticeID, _ db: Database) throws {
        let isThere = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM notices WHERE id = ?)", arguments: [id.rawValue])
        guard isThere == true else { throw StoreError(.notFound, "no such webhook") }
    }

    /// What the other side said is bounded before it is kept.
    private static func bounded(_ error: String) -> String { String(error.prefix(1000)) }
}
