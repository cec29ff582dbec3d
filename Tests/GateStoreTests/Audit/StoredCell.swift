import Foundation
import GRDB

/// One value of one row of the audit log, and every way to change one byte of it.
struct StoredCell: Sendable {
    let table: String
    let column: String
    let row: Int64
    private let type: String
    private let bytes: Data
    private let number: Int64
    /// For tables without row numbers: what all other columns have.
    private let rowColumn: String

    /// Every value of every table of the log.
    static func all(_ db: Database) throws -> [StoredCell] {
        let tables = [
            "audit", "audit_texts", "audit_matches", "audit_erasures", "audit_heads",
            "audit_chain",
        ]
        return try tables.flatMap { table in
            let rowColumn = table == "audit_matches" ? "audit" : "rowid"
            // Without the columns that are generated from others: nobody can edit those.
            return try String.fetchAll(
                db, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table]
            )
            .filter { !(table == "audit_chain" && $0 == "id") }
            .flatMap { try cells(table, $0, rowColumn, db) }
        }
    }

    private static func cells(
        _ table: String, _ column: String, _ rowColumn: String, _ db: Database
    ) throws -> [StoredCell] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT \(rowColumn) AS place, typeof(\(column)) AS type,
                    CAST(\(column) AS BLOB) AS bytes,
                    iif(typeof(\(column)) = 'integer', \(column), 0) AS number FROM \(table)
                """
        ).map {
            StoredCell(
                table: table, column: column, row: $0["place"], type: $0["type"],
                bytes: $0["bytes"] ?? Data(), number: $0["number"], rowColumn: rowColumn)
        }
    }

    /// What to write in its place.
    var changes: [DatabaseValue] {
        if type == "integer" {
            return stride(from: Int64(2), to: 63, by: 4).map { (number ^ (1 << $0)).databaseValue }
        }
        let edited = bytes.indices.map { place -> Data in
            var changed = bytes
            changed[place] ^= [0x01, 0x20, 0x80][place % 3]
            return changed
        }
        return (edited + [bytes + [0], bytes + [65], bytes.dropLast()])
            .filter { $0 != bytes || type == "null" }.map(\.databaseValue)
    }

    /// How a value is written so that the column takes it: those that may be NULL are texts.
    private var shown: String {
        type == "text" || type == "null" ? "CAST(? AS TEXT)" : "?"
    }

    func write(_ value: DatabaseValue, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE \(table) SET \(column) = \(shown) WHERE \(rowColumn) = ?",
            arguments: [value, row])
    }

    /// Writes what was there before `change`, which may have been to the row's number.
    func restore(_ change: DatabaseValue, _ db: Database) throws {
        let isPlace = column == rowColumn || column == "sequence" && type == "integer"
        let place = isPlace ? Int64.fromDatabaseValue(change) ?? row : row
        let value: DatabaseValue =
            switch type {
            case "integer": number.databaseValue
            case "null": .null
            default: bytes.databaseValue
            }
        try db.execute(
            sql: "UPDATE \(table) SET \(column) = \(shown) WHERE \(rowColumn) = ?",
            arguments: [value, table == "audit_chain" ? 1 : place])
    }
}
