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

    public func outcomes(since: Timestamp, bucket: Int64) async throws -> [OutcomeCount] {
        try await read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT at / ? * ? AS start, outcome, COUNT(*) AS count FROM audit
                    WHERE at >= ? AND record <> ?
                    AND iif(json_valid(record), record ->> '$.surface', NULL) <> 'admin'
                    GROUP BY 1, 2 ORDER BY 1, 2
                    """,
                arguments: [bucket, bucket, since.milliseconds, AuditRow.erasedRecord])
            return rows.compactMap { row in
                Outcome(rawValue: row["outcome"]).map {
                    OutcomeCount(
                        at: Timestamp(milliseconds: row["start"]), outcome: $0, count: row["count"])
                }
            }
        }
    }
}
