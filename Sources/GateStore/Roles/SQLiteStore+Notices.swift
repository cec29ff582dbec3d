import GRDB
import GateCore

extension SQLiteStore: NoticeStore {
    public func dueNotices(_ query: DueQuery) async throws -> [PendingNotice] {
        let resting = try StoredJSON.text(of: query.resting.map(\.text))
        let underway = try StoredJSON.text(of: query.underway.map(\.rawValue))
        return try await read { db in
            let statement = try db.cachedStatement(sql: Self.dueNoticesSQL)
            return try Row.fetchAll(
                statement,
                arguments: [
                    "now": query.now.milliseconds, "each": max(0, query.perReceiver),
                    "own": max(0, query.perTenant), "limit": max(0, query.limit),
                    "resting": resting, "underway": underway,
                ]
            ).map(NoticeRow.pending)
        }
    }

    /// From receiver to receiver that has any pending one, by jumps in an index, and of each the
    /// first that are due: what is behind those, or is delivered, is not looked at, and what a
    /// resting one has is not read at all.
    static let dueNoticesSQL = """
        WITH RECURSIVE sought (receiver) AS (
            SELECT MIN(receiver) FROM notices INDEXED BY notices_due_of_receiver
            WHERE state = 'pending'
            UNION ALL
            SELECT (SELECT MIN(receiver) FROM notices INDEXED BY notices_due_of_receiver
                WHERE state = 'pending' AND receiver > sought.receiver)
            FROM sought WHERE sought.receiver IS NOT NULL
        ), due AS (
            SELECT notices.sequence, ROW_NUMBER() OVER (
                PARTITION BY notices.tenant ORDER BY notices.sequence) AS place
            FROM sought JOIN notices ON notices.sequence IN (
                SELECT first.sequence FROM notices AS first INDEXED BY notices_due_of_receiver
                WHERE first.receiver = sought.receiver AND first.state = 'pending'
                    AND first.next_at <= :now
                    AND first.id NOT IN (SELECT value FROM json_each(:underway))
                ORDER BY first.next_at, first.sequence LIMIT :each)
            WHERE sought.receiver NOT IN (SELECT value FROM json_each(:resting))
        )
        SELECT notices.record, notices.attempts, tenants.webhook_secret,
            iif(tenants.former_until > :now, tenants.former_secret, NULL) AS former_secret
        FROM due JOIN notices ON notices.sequence = due.sequence
        JOIN tenants ON tenants.id = notices.tenant
        WHERE due.place <= :own
        ORDER BY notices.sequence LIMIT :limit
        """

    /// Webhooks that wait behind another are left out: they are due when that one is settled.
    public func nextNoticeDue() async throws -> Timestamp? {
        try await read { db in
            try Int64.fetchOne(db, sql: "SELECT MIN(next_at) FROM notices WHERE state = 'pending'")
                .map(Timestamp.init(milliseconds:))
        }
    }

    public func noticeDelivered(_ id: NoticeID, at now: Timestamp) async throws {
        try await write { db in
            try Self.settle(id, "delivered", now, error: nil, db)
            let statement = try db.cachedStatement(
                sql: """
                    INSERT INTO callback_health (tenant, delivered, last_delivery)
                    SELECT tenant, 1, :now FROM notices WHERE id = :id
                    ON CONFLICT (tenant) DO UPDATE SET delivered = delivered + 1,
                        last_delivery = excluded.last_delivery
                    """)
            try statement.execute(arguments: ["now": now.milliseconds, "id": id.rawValue])
        }
    }

    public func noticeDeferred(
        _ id: NoticeID, until next: Timestamp, at now: Timestamp, error: String
    ) async throws {
        try await write { db in
            try db.cachedStatement(
                sql: """
                    UPDATE notices SET attempts = attempts + 1, next_at = ?, error = ?
                    WHERE id = ? AND state IN ('pending', 'waiting')
                    """
            ).execute(arguments: [next.milliseconds, Self.bounded(error), id.rawValue])
            if db.changesCount == 0 { return try Self.requireNotice(id, db) }
            try Self.countMiss(id, now, error, db)
        }
    }

    public func noticeFailed(_ id: NoticeID, at now: Timestamp, error: String) async throws {
        try await write { db in
            try Self.settle(id, "failed", now, error: Self.bounded(error), db)
            try Self.countMiss(id, now, error, db)
        }
    }

    public func noticeRefused(_ id: NoticeID, at now: Timestamp, error: String) async throws {
        try await write { db in
            try Self.settle(id, "failed", now, error: Self.bounded(error), db)
            try Self.countMiss(id, now, error, db)
            try Self.close(the: id, now, error, db)
        }
    }

    /// How many closed addresses of one tenant are remembered; calls may name any.
    private static let mostClosed = 100

    /// Closes the address of a webhook, and fails what else was to go there.
    private static func close(
        the id: NoticeID, _ now: Timestamp, _ error: String, _ db: Database
    ) throws {
        let arguments: StatementArguments = [
            "id": id.rawValue, "now": now.milliseconds, "error": bounded(error),
        ]
        try db.execute(
            sql: """
                INSERT INTO closed_callbacks (tenant, url, at, reason)
                SELECT tenant, json_extract(record, '$.url'), :now, :error
                FROM notices WHERE id = :id
                ON CONFLICT (tenant, url) DO NOTHING
                """, arguments: arguments)
        guard
            let tenant = try String.fetchOne(
                db, sql: "SELECT tenant FROM notices WHERE id = ?", arguments: [id.rawValue])
        else { return }
        try db.execute(
            sql: """
                DELETE FROM closed_callbacks WHERE tenant = :tenant AND url NOT IN (
                    SELECT url FROM closed_callbacks WHERE tenant = :tenant
                    ORDER BY at DESC LIMIT \(mostClosed))
                """, arguments: ["tenant": tenant])
        try db.execute(
            sql: """
                UPDATE notices SET state = 'failed', settled_at = :now, error = :words
                WHERE tenant = :tenant AND state IN ('pending', 'waiting')
                    AND json_extract(record, '$.url') =
                        (SELECT json_extract(record, '$.url') FROM notices WHERE id = :id)
                """,
            arguments: [
                "now": now.milliseconds, "words": NoticeRow.closedWords, "tenant": tenant,
                "id": id.rawValue,
            ])
        try promoteLeaderless(of: tenant, db)
    }

    /// Where a task's first undelivered webhook failed with its address, one behind it that
    /// goes elsewhere is the first now.
    private static func promoteLeaderless(of tenant: String, _ db: Database) throws {
        let tasks = try String.fetchAll(
            db,
            sql: """
                SELECT DISTINCT task FROM notices AS behind
                WHERE tenant = ? AND state = 'waiting' AND NOT EXISTS (
                    SELECT 1 FROM notices WHERE task = behind.task AND state = 'pending')
                """, arguments: [tenant])
        for task in tasks { try promoteFirst(ofTaskOf: "task = ?", [task], db) }
    }

    private static func countMiss(
        _ id: NoticeID, _ now: Timestamp, _ error: String, _ db: Database
    ) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO callback_health (tenant, missed, last_miss, last_error)
                SELECT tenant, 1, :now, :error FROM notices WHERE id = :id
                ON CONFLICT (tenant) DO UPDATE SET missed = missed + 1,
                    last_miss = excluded.last_miss, last_error = excluded.last_error
                """)
        try statement.execute(arguments: [
            "now": now.milliseconds, "error": bounded(error), "id": id.rawValue,
        ])
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
        try promoteFirst(ofTaskOf: "id = ?", [id.rawValue], db)
    }

    /// Makes the first of a task's waiting webhooks pending, unless one is.
    ///
    /// - Parameter clause: a condition with one place that holds for a webhook of the task.
    static func promoteFirst(
        ofTaskOf clause: String, _ arguments: [any DatabaseValueConvertible], _ db: Database
    ) throws {
        let task = try String.fetchOne(
            try db.cachedStatement(sql: "SELECT task FROM notices WHERE \(clause) LIMIT 1"),
            arguments: StatementArguments(arguments))
        guard let task else { return }
        let statement = try db.cachedStatement(
            sql: """
                UPDATE notices SET state = 'pending' WHERE sequence = (
                    SELECT MIN(sequence) FROM notices WHERE state = 'waiting' AND task = :task
                ) AND NOT EXISTS (
                    SELECT 1 FROM notices WHERE state = 'pending' AND task = :task)
                """)
        try statement.execute(arguments: ["task": task])
    }

    private static func requireNotice(_ id: NoticeID, _ db: Database) throws {
        let isThere = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM notices WHERE id = ?)", arguments: [id.rawValue])
        guard isThere == true else { throw StoreError(.notFound, "no such webhook") }
    }

    /// What the other side said is bounded before it is kept.
    private static func bounded(_ error: String) -> String { String(error.prefix(1000)) }
}
