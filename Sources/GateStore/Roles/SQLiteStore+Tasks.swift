import GRDB
import GateCore

extension SQLiteStore: TaskStore {
    public func admit(
        _ task: TaskRecord, audit: AuditRecord, overflow: AuditRecord, room: QueueRoom
    ) async throws -> Admission {
        try watch.requireRoom()
        let (row, accepted) = (try TaskRow(task), try auditRow(audit))
        return try await write { [sealer] db in
            let admission = try Self.admission(of: task, in: room, db)
            guard admission != .full else {
                // Only now: a record costs its JSON and two codes, and most calls need no second.
                try AuditRow(overflow, sealer).insert(db)
                return .full
            }
            try row.insert(db)
            try accepted.insert(db)
            return admission
        }
    }

    public func change(
        _ task: TaskRecord, notices: [Notice], suggestion: Suggestion?
    ) async throws {
        let row = try TaskRow(task)
        let noticeRows = try notices.map(NoticeRow.init)
        try await write { db in
            try Self.replace(task, by: row, noticeRows, db)
            if let suggestion { _ = try Self.add(suggestion, db) }
        }
    }

    /// Replaces a task's record with its next version, adds the webhooks that tell of it, and
    /// settles its quota when it ends by that.
    static func replace(
        _ task: TaskRecord, by row: TaskRow, _ notices: [NoticeRow], _ db: Database
    ) throws {
        guard try row.update(db) else { throw try refusal(of: task.id, db) }
        for notice in notices { try notice.insert(db) }
        if let ending = task.quotaEnding {
            try QuotaReservations.settle(task.exchange, task: task.id, ending, db)
        }
    }

    public func task(named name: String, tenant: TenantID) async throws -> TaskRecord? {
        try await read { db in
            try Self.fetch(
                db,
                """
                WHERE tenant = :tenant AND (id = :name OR trigger_id = :name)
                ORDER BY id = :name DESC, sequence DESC LIMIT 1
                """, ["tenant": tenant.rawValue, "name": name]
            ).first
        }
    }

    public func tasks(named name: String, tenant: TenantID) async throws -> [TaskRecord] {
        try await read { db in
            try Self.fetch(
                db,
                "WHERE tenant = :tenant AND (id = :name OR trigger_id = :name) ORDER BY sequence",
                ["tenant": tenant.rawValue, "name": name])
        }
    }

    public func owner(ofTaskNamed name: String) async throws -> TenantID? {
        try await read { db in
            try String.fetchOne(
                db,
                sql: """
                    SELECT tenant FROM tasks WHERE id = :name OR trigger_id = :name
                    ORDER BY sequence DESC LIMIT 1
                    """, arguments: ["name": name]
            ).map(TenantID.init(rawValue:))
        }
    }

    /// The message decides before the job: Discord presses a button of a message, and a
    /// job's UUID is only what the button says. Of two with one UUID the first has it.
    public func owner(ofMessage messageID: String, hash: String) async throws -> TenantID? {
        try await read { db in
            try String.fetchOne(
                db,
                sql: """
                    SELECT tenant FROM tasks WHERE message_id = :message OR job_hash = :hash
                    ORDER BY message_id IS :message DESC, sequence LIMIT 1
                    """, arguments: ["message": messageID, "hash": hash.lowercased()]
            ).map(TenantID.init(rawValue:))
        }
    }

    public func task(ofMessage messageID: String, tenant: TenantID) async throws -> TaskRecord? {
        try await read { db in
            try Self.fetch(
                db, "WHERE message_id = :message AND tenant = :tenant ORDER BY sequence LIMIT 1",
                ["message": messageID, "tenant": tenant.rawValue]
            ).first
        }
    }

    public func tasks(_ query: TaskQuery) async throws -> Page<TaskRecord> {
        let cursor = try Cursor.read(.tasks, query.cursor)
        return try await read { db in
            var conditions = Conditions()
            conditions.add("tenant = ?", query.tenant.rawValue)
            conditions.add(query)
            if let cursor { conditions.add("sequence < ?", cursor.sequence) }
            return try conditions.page(
                of: "tasks", as: .tasks, limit: query.limit, db, TaskRow.record)
        }
    }

    public func openTasks() async throws -> [TaskRecord] {
        try await read { db in try Self.fetch(db, "WHERE is_open = 1 ORDER BY sequence", [:]) }
    }

    public func queuedBefore(_ task: TaskRecord) async throws -> Int {
        try await read { db in
            let place = try Int64.fetchOne(
                db, sql: "SELECT sequence FROM tasks WHERE id = ?", arguments: [task.id.rawValue])
            guard let place else { throw StoreError(.notFound, "no such task") }
            let statement = try db.cachedStatement(
                sql: """
                    SELECT COUNT(*) FROM tasks WHERE status = 'queued' AND sequence < ?
                    """)
            return try Int.fetchOne(statement, arguments: [place]) ?? 0
        }
    }

    /// Whether there is a place for one more task that is queued or holds a slot.
    static func admission(
        of task: TaskRecord, in room: QueueRoom, _ db: Database
    ) throws -> Admission {
        guard let place = task.place else { return .full }
        let statement = try db.cachedStatement(
            sql: "SELECT place, taken FROM queue_places WHERE taken > 0")
        var taken: [TaskPlace: Int] = [:]
        let rows = try Row.fetchCursor(statement)
        while let row = try rows.next() { taken[TaskPlace(text: row[0])] = row[1] }
        return room.admission(to: place, taken: taken)
    }

    private static func refusal(of id: TaskID, _ db: Database) throws -> StoreError {
        let isThere = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM tasks WHERE id = ?)", arguments: [id.rawValue])
        return isThere == true
            ? StoreError(.conflict, "the task was changed since it was read")
            : StoreError(.notFound, "no such task")
    }

    static func fetch(
        _ db: Database, _ clause: String, _ arguments: StatementArguments
    ) throws -> [TaskRecord] {
        let statement = try db.cachedStatement(sql: "SELECT record FROM tasks \(clause)")
        return try Row.fetchAll(statement, arguments: arguments).map(TaskRow.record)
    }
}

extension Conditions {
    /// Narrows to the tasks that are asked for.
    fileprivate mutating func add(_ query: TaskQuery) {
        if !query.statuses.isEmpty { add(anyOf: "status", query.statuses.map(\.rawValue)) }
        if !query.kinds.isEmpty { add(anyOf: "kind", query.kinds.map(\.rawValue)) }
        if let name = query.triggerID { add("trigger_id = ?", name) }
        if let user = query.endUser { add("end_user = ?", user) }
        if let since = query.since { add("created_at >= ?", since.milliseconds) }
        if let until = query.until { add("created_at < ?", until.milliseconds) }
    }
}
