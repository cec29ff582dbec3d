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
        let search = try AuditSearch(query)
        return try await read(search.page)
    }

    public func bannedPrompts(_ query: ReportQuery) async throws -> [ReportRow] {
        let report = BannedPromptsReport(query: query)
        return try await read(report.rows)
    }
}
