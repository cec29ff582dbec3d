import GRDB
import GateCore

extension SQLiteStore: AuditLog {
    public func append(_ records: [AuditRecord]) async throws {
        try await write { [self] database in
            for record in records { try insert(record, database) }
        }
    }

    func insert(_ record: AuditRecord, _ database: Database) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO audit (id, at, tenant, action, outcome, prompt, record)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [
            record.id.rawValue, record.at.milliseconds, record.tenant.rawValue,
            record.action.rawValue, record.outcome.rawValue, record.prompt, try encoded(record),
        ])
        let sequence = database.lastInsertedRowID
        for match in record.matches {
            try database.execute(
                sql: "INSERT OR IGNORE INTO audit_matches (audit, rule, term) VALUES (?, ?, ?)",
                arguments: [sequence, match.rule, match.term])
        }
    }

    public func records(_ query: AuditQuery) async throws -> Page<AuditRecord> {
        var filter = Filter()
        filter.add("sequence < ?", try sequence(query.cursor))
        if let tenant = query.tenant { filter.add("tenant = ?", tenant.rawValue) }
        if let action = query.action { filter.add("(action = ? OR outcome = ?)", action, action) }
        if let rule = query.rule {
            filter.add("sequence IN (SELECT audit FROM audit_matches WHERE rule = ?)", rule)
        }
        if let text = query.text {
            filter.add("prompt LIKE ? ESCAPE '\\'", "%\(text.escapedForLike)%")
        }
        filter.addRange(query.since, query.until)
        let sql = """
            SELECT sequence, record FROM audit WHERE \(filter.sql) ORDER BY sequence DESC LIMIT ?
            """
        let arguments = filter.arguments + [query.limit + 1]
        return try await read { [self] database in
            let rows = try Row.fetchAll(database, sql: sql, arguments: arguments)
            return try page(rows, query.limit) { try decoded(AuditRecord.self, $0) }
        }
    }

    public func bannedPrompts(
        by grouping: ReportGrouping, tenant: TenantID?, since: Timestamp?, until: Timestamp?
    ) async throws -> [ReportRow] {
        var filter = Filter()
        filter.add("outcome = ?", Outcome.blocked.rawValue)
        if let tenant { filter.add("tenant = ?", tenant.rawValue) }
        filter.addRange(since, until)
        // Exchanges are counted, not matches. SQLite takes `prompt` from the row of max().
        let sql = """
            SELECT \(grouping.column) AS name, count(DISTINCT sequence) AS count,
            count(DISTINCT tenant) AS tenants, max(at) AS last, prompt
            FROM audit \(grouping.join) WHERE \(filter.sql) GROUP BY name
            ORDER BY \(grouping == .day ? "name DESC" : "count DESC, name") LIMIT 1000
            """
        let arguments = filter.arguments
        return try await read { database in
            try Row.fetchAll(database, sql: sql, arguments: arguments).map { row in
                ReportRow(
                    group: row["name"], count: row["count"], tenants: row["tenants"],
                    lastAt: Timestamp(milliseconds: row["last"]), sample: row["prompt"])
            }
        }
    }
}

/// A WHERE clause and its arguments, in step.
private struct Filter {
    private(set) var sql = "1"
    private(set) var arguments = StatementArguments()

    mutating func add(_ clause: String, _ values: any DatabaseValueConvertible...) {
        sql += " AND \(clause)"
        for value in values { arguments += [value] }
    }

    mutating func addRange(_ since: Timestamp?, _ until: Timestamp?) {
        if let since { add("at >= ?", since.milliseconds) }
        if let until { add("at < ?", until.milliseconds) }
    }
}

extension ReportGrouping {
    fileprivate var column: String {
        switch self {
        case .rule: "rule"
        case .term: "term"
        case .tenant: "tenant"
        case .day: "strftime('%Y-%m-%d', at / 1000, 'unixepoch')"
        }
    }

    fileprivate var join: String {
        self == .rule || self == .term ? "JOIN audit_matches ON audit = sequence" : ""
    }
}

extension String {
    fileprivate var escapedForLike: String {
        reduce(into: "") { text, character in
            if "\\%_".contains(character) { text.append("\\") }
            text.append(character)
        }
    }
}
