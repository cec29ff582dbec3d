import GRDB
import GateCore

/// Counts blocked exchanges by group. An exchange counts once for each rule (or term) that
/// asked to block it, however often that matched; rules that only flagged do not count.
struct BannedPromptsReport: Sendable {
    private let grouping: ReportGrouping
    private let conditions: Conditions

    init(_ grouping: ReportGrouping, tenant: TenantID?, since: Timestamp?, until: Timestamp?) {
        self.grouping = grouping
        var conditions = Conditions()
        conditions.add("audit.outcome = 'blocked'")
        if let tenant { conditions.add("audit.tenant = ?", tenant.rawValue) }
        if let since { conditions.add("audit.at >= ?", since.milliseconds) }
        if let until { conditions.add("audit.at < ?", until.milliseconds) }
        self.conditions = conditions
    }

    /// The groups in order.
    func rows(_ db: Database) throws -> [ReportRow] {
        try Row.fetchAll(
            db,
            sql: """
                WITH groups AS (
                    SELECT \(group) AS name, COUNT(DISTINCT audit.sequence) AS count,
                        COUNT(DISTINCT audit.tenant) AS tenants, MAX(audit.at) AS last_at,
                        MAX(audit.sequence) AS newest
                    FROM \(source) \(conditions.clause) GROUP BY name
                )
                SELECT groups.*, \(AuditRow.columns)
                FROM groups JOIN audit ON audit.sequence = groups.newest
                ORDER BY \(order)
                """, arguments: conditions.arguments
        ).map { row in
            ReportRow(
                group: row["name"], count: row["count"], tenants: row["tenants"],
                lastAt: Timestamp(milliseconds: row["last_at"]),
                sample: try AuditRow.record(row)?.prompt ?? "")
        }
    }

    private var group: String {
        switch grouping {
        case .rule: "audit_matches.rule"
        case .term: "audit_matches.term"
        case .tenant: "audit.tenant"
        case .day: "date(audit.at / 1000, 'unixepoch')"
        }
    }

    private var source: String {
        switch grouping {
        case .rule, .term:
            """
            audit JOIN audit_matches
            ON audit_matches.audit = audit.sequence AND audit_matches.action = 'block'
            """
        case .tenant, .day: "audit"
        }
    }

    private var order: String {
        grouping == .day ? "name DESC" : "count DESC, name"
    }
}
