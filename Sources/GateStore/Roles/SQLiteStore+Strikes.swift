import GRDB
import GateCore

extension SQLiteStore: StrikeLedger {
    public func strikes(of user: EndUser, since: Timestamp) async throws -> StrikeTally {
        try await read { db in
            let statement = try db.cachedStatement(sql: Self.tallySQL)
            let row = try Row.fetchOne(
                statement,
                arguments: [user.tenant.rawValue, user.name, since.milliseconds])
            let last: Int64? = row?["last"]
            return StrikeTally(
                count: row?["count"] ?? 0, lastAt: last.map(Timestamp.init(milliseconds:)))
        }
    }

    /// Asked for every prompt of a tenant that counts strikes.
    static let tallySQL = """
        SELECT COUNT(*) AS count, MAX(at) AS last FROM strikes
        WHERE tenant = ? AND end_user = ? AND at >= ?
        """

    public func usersWithStrikes(_ query: StrikeQuery) async throws -> Page<EndUser> {
        let last = try UserCursor.read(query.cursor)
        var conditions = Conditions()
        if let tenant = query.tenant { conditions.add("tenant = ?", tenant.rawValue) }
        if let name = query.endUser { conditions.add("end_user = ?", name) }
        if let last {
            conditions.add("(tenant, end_user) > (?, ?)", last.tenant.rawValue, last.name)
        }
        let narrowed = conditions
        return try await read { db in
            let users = try Row.fetchAll(
                db,
                sql: """
                    SELECT DISTINCT tenant, end_user FROM strikes \(narrowed.clause)
                    ORDER BY tenant, end_user LIMIT \(query.limit + 1)
                    """, arguments: narrowed.arguments
            ).map { EndUser($0["end_user"], of: TenantID($0["tenant"] as String)) }
            let shown = Array(users.prefix(query.limit))
            let more = users.count > query.limit ? shown.last : nil
            return Page(shown, nextCursor: more.map(UserCursor.text))
        }
    }

    public func forgive(_ user: EndUser, audit: AuditRecord) async throws -> Int {
        let row = try auditRow(audit)
        return try await write { db in
            try db.cachedStatement(sql: "DELETE FROM strikes WHERE tenant = ? AND end_user = ?")
                .execute(arguments: [user.tenant.rawValue, user.name])
            let count = db.changesCount
            try row.insert(db)
            return count
        }
    }
}
