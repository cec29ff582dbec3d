import GRDB
import GateCore

/// An audit record as its rows have it: the record, what it is searched by, and one row
/// for each rule and term that matched.
struct AuditRow: Sendable {
    private let record: AuditRecord
    private let json: String
    private let searched: String

    /// - Throws: `StoreError.unavailable` when it cannot be written as JSON.
    init(_ record: AuditRecord) throws {
        self.record = record
        json = try StoredJSON.text(of: record)
        searched = SearchText.folded(record.prompt)
    }

    /// The record of a row that has the column `record`.
    static func record(_ row: Row) throws -> AuditRecord {
        try StoredJSON.value(AuditRecord.self, from: row["record"])
    }

    func insert(_ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO audit (id, at, tenant, action, outcome, searched, record)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [
            record.id.rawValue, record.at.milliseconds, record.tenant.rawValue,
            record.action.rawValue, record.outcome.rawValue, searched, json,
        ])
        let sequence = db.lastInsertedRowID
        for match in record.matches { try insert(match, of: sequence, db) }
    }

    /// One row, however often the term stands in the text: reports count exchanges.
    private func insert(_ match: RuleMatch, of sequence: Int64, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO audit_matches (audit, rule, term, category, action)
                VALUES (?, ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [
            sequence, match.rule, match.term, match.category, match.action.rawValue,
        ])
    }
}
