import GRDB
import GateCore

/// The newest records of one group of a report.
struct GroupSamples: Sendable {
    private let source: String
    private let sequence: String
    private var conditions = Conditions()

    /// - Parameters:
    ///   - query: the report's query.
    ///   - name: the group; the number of a stretch of time.
    ///   - owner: the tenant whose end user it is.
    ///   - newest: the group's last sequence number.
    init(_ query: ReportQuery, name: DatabaseValue, owner: String?, newest: Int64) {
        let column = Self.matchColumn(query.grouping)
        source =
            column == nil
            ? "audit"
            : "audit_matches AS found CROSS JOIN audit ON audit.sequence = found.audit"
        sequence = column == nil ? "audit.sequence" : "found.audit"
        if let column {
            conditions.add("found.\(column) = ? AND found.action = 'block'", name)
            conditions.add("+audit.outcome = 'blocked'")
        }
        conditions.add("\(sequence) <= ?", newest)
        addGroup(query, name, owner)
        addRange(query)
    }

    private static func matchColumn(_ grouping: ReportGrouping) -> String? {
        switch grouping {
        case .rule, .term, .category: grouping.rawValue
        case .tenant, .endUser, .day, .hour: nil
        }
    }

    private mutating func addGroup(_ query: ReportQuery, _ name: DatabaseValue, _ owner: String?) {
        switch query.grouping {
        case .rule, .term, .category: break
        case .tenant:
            conditions.add("audit.tenant = ? AND audit.outcome = 'blocked'", name)
            conditions.add("audit.\(Schema.isRareOutcome)")
        case .endUser:
            conditions.add("audit.end_user = ?", name)
            conditions.add("+audit.tenant = ? AND +audit.outcome = 'blocked'", owner)
        case .day, .hour:
            let length = query.grouping.bucket?.milliseconds ?? 1
            let start = (Int64.fromDatabaseValue(name) ?? 0) * length
            conditions.add("audit.outcome = 'blocked'")
            conditions.add("audit.at >= ? AND audit.at < ?", start, start + length)
        }
    }

    private mutating func addRange(_ query: ReportQuery) {
        if let tenant = query.tenant { conditions.add("+audit.tenant = ?", tenant.rawValue) }
        if let since = query.since { conditions.add("+audit.at >= ?", since.milliseconds) }
        if let until = query.until { conditions.add("+audit.at < ?", until.milliseconds) }
    }

    /// The statement.
    var sql: String {
        """
        SELECT \(sequence) AS place FROM \(source) \(conditions.clause)
        GROUP BY 1 ORDER BY 1 DESC LIMIT \(ReportRow.samples)
        """
    }

    /// The values, in order.
    var arguments: StatementArguments { conditions.arguments }

    /// The records, newest first.
    func records(_ db: Database) throws -> [AuditRecord] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT \(AuditRow.columns) FROM (\(sql)) AS samples
                CROSS JOIN audit ON audit.sequence = samples.place ORDER BY samples.place DESC
                """, arguments: arguments
        ).compactMap(AuditRow.record)
    }
}
