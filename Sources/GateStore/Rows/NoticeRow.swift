import GRDB
import GateCore

/// A webhook as its row has it.
struct NoticeRow: Sendable {
    private let notice: Notice
    private let json: String

    /// - Throws: `StoreError.unavailable` when it cannot be written as JSON.
    init(_ notice: Notice) throws {
        self.notice = notice
        json = try StoredJSON.text(of: notice)
    }

    /// The webhook of a row that has the columns `record`, `attempts` and `webhook_secret`.
    static func pending(_ row: Row) throws -> PendingNotice {
        PendingNotice(
            notice: try StoredJSON.value(Notice.self, from: row["record"]),
            attempts: row["attempts"], secret: row["webhook_secret"])
    }

    /// Due at once, or after those of its task that are not delivered yet. One that tells
    /// of no task waits for none.
    func insert(_ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO notices (id, tenant, task, next_at, record, state)
                VALUES (:id, :tenant, :task, :next_at, :record, iif(
                    EXISTS (SELECT 1 FROM notices WHERE task = :task AND state = 'pending'),
                    'waiting', 'pending'))
                """)
        try statement.execute(arguments: [
            "id": notice.id.rawValue, "tenant": notice.tenant.rawValue,
            "task": notice.task?.rawValue, "next_at": notice.createdAt.milliseconds,
            "record": json,
        ])
    }
}
