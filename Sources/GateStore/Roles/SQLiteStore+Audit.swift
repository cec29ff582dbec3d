import GRDB
import GateCore

extension SQLiteStore: AuditLog {
    public func append(_ records: [AuditRecord]) async throws {
        guard !records.isEmpty else { return }
        try watch.requireRoom()
        let rows = try records.map(auditRow)
        let strikes = records.compactMap(StrikeRow.init)
        try await write { db in
            for row in rows { try row.insert(db) }
            for strike in strikes { try strike.insert(db) }
        }
    }

    /// The rows of a record.
    func auditRow(_ record: AuditRecord) throws -> AuditRow { try AuditRow(record, sealer) }

    public func records(_ query: AuditQuery) async throws -> Page<AuditRecord> {
        let conditions = try Conditions(query)
        return try await read { db in
            try conditions.page(
                of: "audit", AuditRow.columns, as: .audit, limit: query.limit, db, AuditRow.record)
        }
    }

    public func bannedPrompts(
        by grouping: ReportGrouping, tenant: TenantID?, since: Timestamp?, until: Timestamp?
    ) async throws -> [ReportRow] {
        let report = BannedPromptsReport(grouping, tenant: tenant, since: since, until: until)
        return try await read(report.rows)
    }
}

extension Conditions {
    /// What an audit query asks for.
    /// - Throws: `Problem` (`badParameters`) for a bad cursor.
    fileprivate init(_ query: AuditQuery) throws {
        if let tenant = query.tenant { add("tenant = ?", tenant.rawValue) }
        if let action = query.action { add("action = ? OR outcome = ?", action, action) }
        if let rule = query.rule {
            add("sequence IN (SELECT audit FROM audit_matches WHERE rule = ?)", rule)
        }
        // A plain search: nothing in the text is a wildcard, so nothing needs escaping.
        if let text = query.text {
            add(
                """
                EXISTS (SELECT 1 FROM audit_texts WHERE audit_texts.sequence = audit.sequence
                AND instr(audit_texts.searched, ?) > 0)
                """, SearchText.folded(text))
        }
        if let since = query.since { add("at >= ?", since.milliseconds) }
        if let until = query.until { add("at < ?", until.milliseconds) }
        if let cursor = try Cursor.read(.audit, query.cursor) {
            add("sequence < ?", cursor.sequence)
        }
    }
}
