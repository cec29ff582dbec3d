import GRDB
import GateCore

/// Counts blocked exchanges by group. An exchange counts once for each rule (or term) that
/// asked to block it, however often that matched; rules that only flagged do not count.
///
/// The counts come from the index `audit_blocked` and the rows of matches alone; records
/// are read for the samples of the groups that are shown.
struct BannedPromptsReport: Sendable {
    let query: ReportQuery

    /// The groups in order.
    func rows(_ db: Database) throws -> [ReportRow] {
        var values = StatementArguments()
        let sql = statement(&values)
        return try Row.fetchAll(db, sql: sql, arguments: values).map { row in
            let name: DatabaseValue = row["name"]
            let owner: String? = row["owner"]
            let samples = GroupSamples(query, name: name, owner: owner, newest: row["newest"])
            let group = self.group(name)
            return ReportRow(
                group: group, tenant: owner.map { TenantID($0) }, count: row["count"],
                previous: row["previous"], tenants: row["tenants"],
                lastAt: Timestamp(milliseconds: row["last_at"]),
                samples: try samples.records(db).map {
                    ReportSample($0, group: group, by: query.grouping)
                })
        }
    }

    /// The statement with its values in order; tests ask SQLite how it would go about it.
    func statement(_ values: inout StatementArguments) -> String {
        let isTime = query.grouping.bucket != nil
        let now = range(since: query.since, until: query.until)
        values += now.arguments
        var sql = """
            WITH now AS (
                SELECT \(name) AS name, \(owner) AS owner, \(count) AS count,
                    COUNT(DISTINCT audit.tenant) AS tenants, MAX(audit.at) AS last_at,
                    MAX(audit.sequence) AS newest
                FROM \(source) \(now.clause) GROUP BY 1, 2
                ORDER BY \(isTime ? "1 DESC" : "3 DESC, 1, 2") LIMIT \(query.limit)
            )
            """
        guard let before else { return sql + " SELECT now.*, NULL AS previous FROM now" }
        values += before.arguments
        sql += """
            , before AS (
                SELECT \(name) AS name, \(owner) AS owner, \(count) AS count
                FROM \(source) \(before.clause) GROUP BY 1, 2
            )
            SELECT now.*, IFNULL(before.count, 0) AS previous
            FROM now LEFT JOIN before
            ON before.name = now.name\(isTime ? " - 1" : "") AND before.owner IS now.owner
            ORDER BY \(isTime ? "now.name DESC" : "now.count DESC, now.name, now.owner")
            """
        return sql
    }

    // MARK: What is counted

    private func range(since: Timestamp?, until: Timestamp?) -> Conditions {
        var conditions = Conditions()
        conditions.add("audit.outcome = 'blocked'")
        if let tenant = query.tenant { conditions.add("audit.tenant = ?", tenant.rawValue) }
        if let since { conditions.add("audit.at >= ?", since.milliseconds) }
        if let until { conditions.add("audit.at < ?", until.milliseconds) }
        if query.grouping == .endUser { conditions.add("audit.end_user IS NOT NULL") }
        return conditions
    }

    /// The exchanges that the counts are compared with: for stretches of time all from the
    /// whole one before the first, so that each is compared with a whole one.
    private var before: Conditions? {
        guard let bucket = query.grouping.bucket?.milliseconds else {
            return query.comparedSince.map { range(since: $0, until: query.since) }
        }
        let first = query.since.map {
            Timestamp(milliseconds: $0.milliseconds - $0.milliseconds % bucket - bucket)
        }
        return range(since: first, until: query.until)
    }

    // MARK: How it is grouped

    private var matchColumn: String? {
        switch query.grouping {
        case .rule: "found.rule"
        case .term: "found.term"
        case .category: "found.category"
        case .tenant, .endUser, .day, .hour: nil
        }
    }

    private var name: String {
        if let matchColumn { return matchColumn }
        if let bucket = query.grouping.bucket { return "audit.at / \(bucket.milliseconds)" }
        return query.grouping == .tenant ? "audit.tenant" : "audit.end_user"
    }

    private var owner: String { query.grouping == .endUser ? "audit.tenant" : "NULL" }

    private var count: String {
        matchColumn == nil ? "COUNT(*)" : "COUNT(DISTINCT audit.sequence)"
    }

    private var source: String {
        let blocked = "audit INDEXED BY audit_blocked"
        guard matchColumn != nil else { return blocked }
        return """
            \(blocked) CROSS JOIN audit_matches AS found
            ON found.audit = audit.sequence AND found.action = 'block'
            """
    }

    /// Stretches of time are counted by their number, which is quicker than by their name.
    private func group(_ name: DatabaseValue) -> String {
        guard let bucket = query.grouping.bucket?.milliseconds else {
            return String.fromDatabaseValue(name) ?? ""
        }
        let number = Int64.fromDatabaseValue(name) ?? 0
        let start = Timestamp(milliseconds: number * bucket)
        return query.grouping == .hour ? start.isoHour : start.isoDay
    }
}
