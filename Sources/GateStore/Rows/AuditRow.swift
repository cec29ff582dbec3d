import Foundation
import GRDB
import GateCore

/// An audit record as its rows have it: the record and what it is searched by, its texts,
/// and one row for each rule and term that matched.
struct AuditRow: Sendable {
    /// What a statement selects of `audit`, for `record(_:)` to read.
    static let columns = """
        audit.record AS record,
        (SELECT texts FROM audit_texts WHERE audit_texts.sequence = audit.sequence) AS texts
        """
    /// What is left of a record that was erased whole.
    static let erasedRecord = "{}"

    private let record: AuditRecord
    private let json: String
    private let textsJSON: String
    private let searched: String
    private let salt: Data
    private let seals: (commitment: Data, digest: Data)
    private let sealer: AuditSealer

    /// - Throws: `StoreError.unavailable` when it cannot be written as JSON.
    init(_ record: AuditRecord, _ sealer: AuditSealer) throws {
        var record = record
        let texts = AuditTexts(takenFrom: &record)
        json = try Self.text(of: record)
        textsJSON = texts.json
        searched = texts.searched
        salt = sealer.random.bytes(AuditSealer.saltBytes)
        seals = sealer.seals(Data(json.utf8), texts: Data(textsJSON.utf8), salt: salt)
        self.record = record
        self.sealer = sealer
    }

    private static func text(of record: AuditRecord) throws(StoreError) -> String {
        do {
            return try AuditRecordText.text(of: record)
        } catch {
            throw StoreError(.unavailable, "an audit record cannot be written as JSON")
        }
    }

    /// The record of a row that has `columns`; nil when it was erased whole.
    static func record(_ row: Row) throws -> AuditRecord? {
        let json: String = row["record"]
        guard json != erasedRecord else { return nil }
        var record = try StoredJSON.value(AuditRecord.self, from: json)
        if let texts = row["texts"] as String? { try AuditTexts(json: texts).put(into: &record) }
        return record
    }

    func insert(_ db: Database) throws {
        let (sequence, link) = try sealer.link(seals.digest, db)
        try db.cachedStatement(
            sql: """
                INSERT INTO audit (sequence, id, at, tenant, action, outcome, record,
                    commitment, digest, link, kind, end_user, deed)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(
            arguments: chained(sequence, link) + [
                record.kind, record.endUser, record.admin?.action,
            ])
        try insertRest(sequence, link, db)
    }

    /// The same while a database of an older version is brought up to date, in which later
    /// columns are still missing.
    func insertChained(_ db: Database) throws {
        let (sequence, link) = try sealer.link(seals.digest, db)
        try db.execute(
            sql: """
                INSERT INTO audit (sequence, id, at, tenant, action, outcome, record,
                    commitment, digest, link)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, arguments: chained(sequence, link))
        try insertRest(sequence, link, db)
    }

    private func chained(_ sequence: Int64, _ link: Data) -> StatementArguments {
        [
            sequence, record.id.rawValue, record.at.milliseconds, record.tenant.rawValue,
            record.action.rawValue, record.outcome.rawValue, json, seals.commitment,
            seals.digest, link,
        ]
    }

    private func insertRest(_ sequence: Int64, _ link: Data, _ db: Database) throws {
        try db.cachedStatement(
            sql: "INSERT INTO audit_texts (sequence, salt, texts, searched) VALUES (?, ?, ?, ?)"
        ).execute(arguments: [sequence, salt, textsJSON, searched])
        for match in Set(record.matches.map(AuditMatch.init)) { try match.insert(sequence, db) }
        try sealer.signAtInterval(sequence, link, db)
    }
}
