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

    /// The webhook of a row that has the columns `record`, `attempts`, `webhook_secret` and
    /// `former_secret`.
    static func pending(_ row: Row) throws -> PendingNotice {
        let former: String? = row["former_secret"]
        return PendingNotice(
            notice: try StoredJSON.value(Notice.self, from: row["record"]),
            attempts: row["attempts"],
            secrets: [row["webhook_secret"]] + (former.map { [$0] } ?? []))
    }

    /// Due at once, or after those of its task that are not delivered yet. One that tells
    /// of no task waits for none. One to a closed address has failed already.
    func insert(_ db: Database) throws {
        if try isClosed(db) { return try insertFailed(db) }
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO notices (id, tenant, receiver, task, next_at, record, state)
                VALUES (:id, :tenant, :receiver, :task, :next_at, :record, iif(
                    EXISTS (SELECT 1 FROM notices WHERE task = :task AND state = 'pending'),
                    'waiting', 'pending'))
                """)
        try statement.execute(arguments: StatementArguments(columns))
    }

    private func insertFailed(_ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO notices (id, tenant, receiver, task, next_at, record, state,
                    settled_at, error)
                VALUES (:id, :tenant, :receiver, :task, :next_at, :record, 'failed',
                    :next_at, :error)
                """)
        var values = columns
        values["error"] = Self.closedWords
        try statement.execute(arguments: StatementArguments(values))
    }

    private func isClosed(_ db: Database) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: "SELECT EXISTS (SELECT 1 FROM closed_callbacks WHERE tenant = ? AND url = ?)")
        return try Bool.fetchOne(statement, arguments: [notice.tenant.rawValue, notice.url]) == true
    }

    /// Sets who gets a webhook by the address that its record has now.
    static func readdress(_ sequence: Int64, _ db: Database) throws {
        let find = try db.cachedStatement(
            sql: "SELECT tenant, json_extract(record, '$.url') FROM notices WHERE sequence = ?")
        guard let row = try Row.fetchOne(find, arguments: [sequence]) else { return }
        let receiver = Receiver(tenant: TenantID(row[0] as String), url: row[1] ?? "")
        try db.cachedStatement(sql: "UPDATE notices SET receiver = ? WHERE sequence = ?")
            .execute(arguments: [receiver.text, sequence])
    }

    /// Why a webhook was not tried.
    static let closedWords = "not tried: the address answered 410 and gets no webhooks any more"

    private var columns: [String: (any DatabaseValueConvertible)?] {
        [
            "id": notice.id.rawValue, "tenant": notice.tenant.rawValue,
            "receiver": notice.receiver.text,
            "task": notice.task?.rawValue, "next_at": notice.createdAt.milliseconds,
            "record": json,
        ]
    }
}
