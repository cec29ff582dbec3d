import Foundation
import GRDB
import GateCore

/// A row of `audit` as its bytes are: SQLite's and Swift's own reading would hide edits,
/// since a type is converted, a text ends at a NUL, what is no UTF-8 is mended, and two
/// spellings of a letter are equal.
struct StoredAuditRow {
    /// The statement that reads a stretch of rows.
    static let sql = """
        SELECT sequence, typeof(id) || typeof(at) || typeof(tenant) || typeof(action)
                || typeof(outcome) || typeof(record) || typeof(commitment) || typeof(digest)
                || typeof(link) AS types,
            replace(typeof(kind) || typeof(end_user) || typeof(deed), 'null', 'text') AS members,
            CAST(id AS BLOB) AS id, CAST(at AS INTEGER) AS at, CAST(tenant AS BLOB) AS tenant,
            CAST(action AS BLOB) AS action, CAST(outcome AS BLOB) AS outcome,
            CAST(record AS BLOB) AS record, CAST(commitment AS BLOB) AS commitment,
            CAST(digest AS BLOB) AS digest, CAST(link AS BLOB) AS link,
            CAST(kind AS BLOB) AS kind, CAST(end_user AS BLOB) AS end_user,
            CAST(deed AS BLOB) AS deed
        FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?
        """
    private static let types = "textintegertexttexttexttextblobblobblob"

    let sequence: Int64
    let isTyped: Bool
    let id: Data
    let at: Int64
    let tenant: Data
    let action: Data
    let outcome: Data
    let record: Data
    let commitment: Data
    let digest: Data
    let link: Data
    /// What is NULL in most records, or in those that were erased whole.
    let kind: Data?
    let endUser: Data?
    let deed: Data?

    init(_ row: Row) {
        sequence = row["sequence"]
        isTyped = row["types"] == Self.types && row["members"] == "texttexttext"
        id = row["id"] ?? Data()
        at = row["at"] ?? 0
        tenant = row["tenant"] ?? Data()
        action = row["action"] ?? Data()
        outcome = row["outcome"] ?? Data()
        record = row["record"] ?? Data()
        commitment = row["commitment"] ?? Data()
        digest = row["digest"] ?? Data()
        link = row["link"] ?? Data()
        kind = row["kind"]
        endUser = row["end_user"]
        deed = row["deed"]
    }

    /// A fault of this row.
    func fault(_ reason: String) -> AuditFault {
        AuditFault(
            reason, sequence: sequence, id: String(decoding: id.prefix(64), as: UTF8.self),
            at: Timestamp(milliseconds: at))
    }
}
