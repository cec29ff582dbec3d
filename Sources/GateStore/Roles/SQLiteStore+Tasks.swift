import GRDB
import GateCore

extension SQLiteStore: TaskStore {
    public func admit(
        _ task: TaskRecord, audit: AuditRecord, overflow: AuditRecord, capacity: Capacity
    ) async throws -> Admission {
        let record = try encoded(task)
        return try await write { [self] database in
            let counted =
                try Int.fetchOne(database, sql: "SELECT count(*) FROM tasks WHERE counted") ?? 0
            guard counted < capacity.slots + capacity.waiting else {
                try insert(overflow, database)
                return .full
            }
            try database.execute(
                sql: """
                    INSERT INTO tasks
                    (id, trigger_id, tenant, status, open, counted, version, record)
                    VALUES (?, ?, ?, ?, 1, 1, ?, ?)
                    """,
                arguments: [
                    task.id.rawValue, task.triggerID, task.tenant.rawValue, task.status.rawValue,
                    task.version, record,
                ])
            try insert(audit, database)
            return .admitted(position: max(0, counted - capacity.slots + 1))
        }
    }

    public func change(_ task: TaskRecord, notices: [Notice]) async throws {
        let record = try encoded(task)
        try await write { [self] database in
            try database.execute(
                sql: """
                    UPDATE tasks SET status = ?, open = ?, counted = ?, version = ?,
                    message_id = ?, job_id = ?, record = ? WHERE id = ? AND version = ?
                    """,
                arguments: [
                    task.status.rawValue, !task.status.isTerminal, task.counts, task.version,
                    task.result?.messageID, task.result?.jobID, record, task.id.rawValue,
                    task.version - 1,
                ])
            guard database.changesCount == 1 else {
                throw StoreError(.conflict, "task \(task.id) is not at version \(task.version - 1)")
            }
            for notice in notices { try insert(notice, database) }
        }
    }

    public func task(named name: String, tenant: TenantID) async throws -> TaskRecord? {
        try await read { [self] database in
            let sql = """
                SELECT record FROM tasks WHERE tenant = ? AND (id = ? OR trigger_id = ?)
                ORDER BY (id = ? AND trigger_id <> ?) DESC, sequence DESC LIMIT 1
                """
            return try String.fetchOne(
                database, sql: sql, arguments: [tenant.rawValue, name, name, name, name]
            ).map { try decoded(TaskRecord.self, $0) }
        }
    }

    public func tasks(named name: String, tenant: TenantID) async throws -> [TaskRecord] {
        try await read { [self] database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT record FROM tasks WHERE tenant = ? AND (id = ? OR trigger_id = ?)
                    ORDER BY sequence
                    """, arguments: [tenant.rawValue, name, name]
            ).map { try decoded(TaskRecord.self, $0) }
        }
    }

    public func owner(ofTaskNamed name: String) async throws -> TenantID? {
        try await read { database in
            try String.fetchOne(
                database,
                sql: """
                    SELECT tenant FROM tasks WHERE id = ? OR trigger_id = ?
                    ORDER BY sequence LIMIT 1
                    """, arguments: [name, name]
            ).map { TenantID($0) }
        }
    }

    public func owner(ofMessage messageID: String, hash: String) async throws -> TenantID? {
        try await read { database in
            try String.fetchOne(
                database,
                sql: """
                    SELECT tenant FROM tasks
                    WHERE status = 'finished' AND (message_id = ? OR job_id = ?)
                    ORDER BY sequence DESC LIMIT 1
                    """, arguments: [messageID, hash]
            ).map { TenantID($0) }
        }
    }

    public func tasks(_ query: TaskQuery) async throws -> Page<TaskRecord> {
        let before = try sequence(query.cursor)
        return try await read { [self] database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT sequence, record FROM tasks
                    WHERE tenant = ? AND sequence < ? AND (? IS NULL OR status = ?)
                    ORDER BY sequence DESC LIMIT ?
                    """,
                arguments: [
                    query.tenant.rawValue, before, query.status?.rawValue,
                    query.status?.rawValue, query.limit + 1,
                ])
            return try page(rows, query.limit) { try decoded(TaskRecord.self, $0) }
        }
    }

    public func openTasks() async throws -> [TaskRecord] {
        try await read { [self] database in
            try String.fetchAll(database, sql: "SELECT record FROM tasks WHERE open ORDER BY sequence")
                .map { try decoded(TaskRecord.self, $0) }
        }
    }

    public func queuedBefore(_ task: TaskRecord) async throws -> Int {
        try await read { database in
            try Int.fetchOne(
                database,
                sql: """
                    SELECT count(*) FROM tasks WHERE counted AND status = 'queued'
                    AND sequence < (SELECT sequence FROM tasks WHERE id = ?)
                    """, arguments: [task.id.rawValue]) ?? 0
        }
    }

    /// One page out of `limit + 1` rows with `sequence` and `record`.
    func page<Element>(
        _ rows: [Row], _ limit: Int, _ decode: (String) throws -> Element
    ) throws -> Page<Element> {
        let shown = rows.prefix(limit)
        let next = rows.count > limit ? shown.last.map { String($0["sequence"] as Int64) } : nil
        return Page(try shown.map { try decode($0["record"]) }, nextCursor: next)
    }
}

extension TaskRecord {
    /// Whether it takes a place in slots or wait queue.
    var counts: Bool { status == .queued || holdsSlot }
}
