import GRDB
import GateCore

extension SQLiteStore: HeldStore {
    public func hold(
        _ task: TaskRecord, audit: AuditRecord, overflow: AuditRecord, notices: [Notice],
        room: HoldingRoom
    ) async throws -> Bool {
        try watch.requireRoom()
        let row = try TaskRow(task)
        let (holding, full) = (try auditRow(audit), try auditRow(overflow))
        let noticeRows = try notices.map(NoticeRow.init)
        return try await write { db in
            guard try Self.hasPlace(for: task.tenant, in: room, db) else {
                try full.insert(db)
                return false
            }
            try row.insert(db)
            try holding.insert(db)
            for notice in noticeRows { try notice.insert(db) }
            return true
        }
    }

    public func decide(
        _ task: TaskRecord, audit: AuditRecord, notices: [Notice], room: QueueRoom?
    ) async throws -> Admission {
        let (row, decision) = (try TaskRow(task), try auditRow(audit))
        let noticeRows = try notices.map(NoticeRow.init)
        let strike = StrikeRow(audit)
        return try await write { db in
            let admission = try room.map { try Self.admission(of: task, in: $0, db) }
            if admission == .full { return .full }
            try Self.replace(task, by: row, noticeRows, db)
            try decision.insert(db)
            try strike?.insert(db)
            return admission ?? .admitted(position: 0)
        }
    }

    public func heldTasks(_ query: HeldQuery) async throws -> Page<TaskRecord> {
        let cursor = try Cursor.read(.held, query.cursor)
        return try await read { db in
            var conditions = Conditions()
            conditions.add("status = 'held'")
            if let tenant = query.tenant { conditions.add("tenant = ?", tenant.rawValue) }
            if let cursor { conditions.add("sequence > ?", cursor.sequence) }
            return try conditions.page(
                of: "tasks", as: .held, oldestFirst: true, limit: query.limit, db, TaskRow.record)
        }
    }

    public func heldTasks(expiredAt now: Timestamp, limit: Int) async throws -> [TaskRecord] {
        try await read { db in
            try Self.fetch(
                db,
                "WHERE status = 'held' AND held_until <= :now ORDER BY held_until LIMIT :limit",
                ["now": now.milliseconds, "limit": max(0, limit)])
        }
    }

    public func reviewTask(named name: String) async throws -> TaskRecord? {
        try await read { db in
            try Self.fetch(
                db,
                """
                WHERE id = :name OR trigger_id = :name
                ORDER BY id = :name DESC, status = 'held' DESC,
                    iif(status = 'held', sequence, -sequence) LIMIT 1
                """, ["name": name]
            ).first
        }
    }

    private static func hasPlace(
        for tenant: TenantID, in room: HoldingRoom, _ db: Database
    ) throws -> Bool {
        let total = try db.cachedStatement(sql: "SELECT COUNT(*) FROM tasks WHERE status = 'held'")
        guard try Int.fetchOne(total) ?? 0 < room.total else { return false }
        let own = try db.cachedStatement(
            sql: "SELECT COUNT(*) FROM tasks WHERE status = 'held' AND tenant = ?")
        return try Int.fetchOne(own, arguments: [tenant.rawValue]) ?? 0 < room.perTenant
    }
}
