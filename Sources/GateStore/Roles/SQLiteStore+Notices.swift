import GRDB
import GateCore

extension SQLiteStore: NoticeStore {
    func insert(_ notice: Notice, _ database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO notices (id, tenant, task, pending, state, attempts, next_at, record)
                VALUES (?, ?, ?, 1, 'pending', 0, ?, ?)
                """,
            arguments: [
                notice.id.rawValue, notice.tenant.rawValue, notice.task.rawValue,
                notice.createdAt.milliseconds, try encoded(notice),
            ])
    }

    public func dueNotices(at now: Timestamp, limit: Int) async throws -> [PendingNotice] {
        try await read { [self] database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT notice.record AS record, attempts, webhook_secret FROM notices AS notice
                    JOIN tenants ON tenants.id = notice.tenant
                    WHERE pending AND next_at <= ? AND NOT EXISTS (
                        SELECT 1 FROM notices AS earlier WHERE earlier.pending
                        AND earlier.task = notice.task AND earlier.sequence < notice.sequence)
                    ORDER BY notice.sequence LIMIT ?
                    """,
                arguments: [now.milliseconds, limit]
            ).map { row in
                PendingNotice(
                    notice: try decoded(Notice.self, row["record"]), attempts: row["attempts"],
                    secret: row["webhook_secret"])
            }
        }
    }

    public func nextNoticeDue() async throws -> Timestamp? {
        try await read { database in
            try Int64.fetchOne(
                database,
                sql: """
                    SELECT min(next_at) FROM notices AS notice WHERE pending AND NOT EXISTS (
                        SELECT 1 FROM notices AS earlier WHERE earlier.pending
                        AND earlier.task = notice.task AND earlier.sequence < notice.sequence)
                    """
            ).map { Timestamp(milliseconds: $0) }
        }
    }

    public func noticeDelivered(_ id: NoticeID, at now: Timestamp) async throws {
        try await end(id, "delivered", now, error: nil)
    }

    public func noticeFailed(_ id: NoticeID, at now: Timestamp, error: String) async throws {
        try await end(id, "failed", now, error: error)
    }

    public func noticeDeferred(_ id: NoticeID, until next: Timestamp, error: String) async throws {
        try await write { database in
            try database.execute(
                sql: """
                    UPDATE notices SET attempts = attempts + 1, next_at = ?, error = ?
                    WHERE id = ? AND pending
                    """, arguments: [next.milliseconds, error, id.rawValue])
        }
    }

    private func end(
        _ id: NoticeID, _ state: String, _ now: Timestamp, error: String?
    ) async throws {
        try await write { database in
            try database.execute(
                sql: """
                    UPDATE notices SET pending = 0, state = ?, attempts = attempts + 1,
                    ended_at = ?, error = ? WHERE id = ? AND pending
                    """, arguments: [state, now.milliseconds, error, id.rawValue])
        }
    }
}
