import GRDB
import GateCore

/// A task as its row has it: the record, and what it is searched by.
struct TaskRow: Sendable {
    private let task: TaskRecord
    private let json: String

    /// - Throws: `StoreError.unavailable` when it cannot be written as JSON.
    init(_ task: TaskRecord) throws {
        self.task = task
        json = try StoredJSON.text(of: task)
    }

    /// The record of a row that has the column `record`.
    static func record(_ row: Row) throws -> TaskRecord {
        try StoredJSON.value(TaskRecord.self, from: row["record"])
    }

    func insert(_ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO tasks (id, trigger_id, tenant, exchange, status, is_open, takes_place,
                    held_until, version, message_id, job_hash, record)
                VALUES (:id, :trigger_id, :tenant, :exchange, :status, :is_open, :takes_place,
                    :held_until, :version, :message_id, :job_hash, :record)
                """)
        var values = changing
        values["trigger_id"] = task.triggerID
        values["tenant"] = task.tenant.rawValue
        values["exchange"] = task.exchange.rawValue
        try statement.execute(arguments: StatementArguments(values))
    }

    /// - Returns: whether the version before this one was there to be replaced.
    func update(_ db: Database) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: """
                UPDATE tasks SET status = :status, is_open = :is_open, takes_place = :takes_place,
                    held_until = :held_until, version = :version, message_id = :message_id, job_hash = :job_hash,
                    record = :record
                WHERE id = :id AND version = :version - 1
                """)
        try statement.execute(arguments: StatementArguments(changing))
        return db.changesCount == 1
    }

    private var changing: [String: (any DatabaseValueConvertible)?] {
        [
            "id": task.id.rawValue, "status": task.status.rawValue,
            "is_open": !task.status.isTerminal,
            "takes_place": task.status == .queued || task.holdsSlot,
            "held_until": task.status == .held ? task.hold?.until.milliseconds : nil,
            "version": task.version,
            "message_id": finishedResult?.messageID.nonEmpty,
            "job_hash": (finishedResult?.jobID ?? finishedLinks?.jobID)?.nonEmpty?.lowercased(),
            "record": json,
        ]
    }

    private var finishedResult: TaskResult? { task.status == .finished ? task.result : nil }
    private var finishedLinks: TaskLinks? { task.status == .finished ? task.links : nil }
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
