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
        let fixed: StatementArguments = [
            task.id.rawValue, task.triggerID, task.tenant.rawValue, task.exchange.rawValue,
            task.job.kind.rawValue, task.createdAt.milliseconds, task.endUser,
        ]
        try db.cachedStatement(
            sql: """
                INSERT INTO tasks (status, is_open, place, held_until, version, message_id,
                    job_hash, record, id, trigger_id, tenant, exchange, kind, created_at, end_user)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: changing + fixed)
    }

    /// - Returns: whether the version before this one was there to be replaced.
    func update(_ db: Database) throws -> Bool {
        let named: StatementArguments = [task.id.rawValue, task.version - 1]
        try db.cachedStatement(
            sql: """
                UPDATE tasks SET status = ?, is_open = ?, place = ?, held_until = ?,
                    version = ?, message_id = ?, job_hash = ?, record = ?
                WHERE id = ? AND version = ?
                """
        ).execute(arguments: changing + named)
        return db.changesCount == 1
    }

    /// What a change can change, in the order of both statements. By place and not by name:
    /// names are looked up anew for every execution.
    private var changing: StatementArguments {
        [
            task.status.rawValue, !task.status.isTerminal,
            task.place?.text,
            task.status == .held ? task.hold?.until.milliseconds : nil, task.version,
            finishedResult?.messageID.nonEmpty,
            (finishedResult?.jobID ?? finishedLinks?.jobID)?.nonEmpty?.lowercased(), json,
        ]
    }

    private var finishedResult: TaskResult? { task.status == .finished ? task.result : nil }
    private var finishedLinks: TaskLinks? { task.status == .finished ? task.links : nil }
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
