import Foundation
import GRDB
import GateCore

/// A stretch of records with all that belongs to them, read in one snapshot.
struct AuditBatch {
    /// Texts as their bytes are.
    struct Texts {
        let isTyped: Bool
        let salt: Data
        let texts: Data
        let searched: Data
    }

    /// An erasure as its bytes are.
    struct Erasure {
        let isTyped: Bool
        let part: ErasureOrder.Part?
        let at: Int64
        let seal: Data
    }

    /// Records of one stretch: what is held in memory at a time.
    static let length = 512

    var rows: [StoredAuditRow]
    var texts: [Int64: Texts] = [:]
    var matches: [Int64: [[Data]]] = [:]
    var erasures: [Int64: Erasure] = [:]
    var heads: [Int64: AuditHead] = [:]
    /// The database's own account of the last record; read with the last stretch.
    var state: (sequence: Int64, link: Data, key: Data)?

    /// Reads the stretch after record `last`, or, when there is none, what is left over.
    init(after last: Int64, _ db: Database) throws {
        rows = try Row.fetchAll(db, sql: StoredAuditRow.sql, arguments: [last, Self.length])
            .map(StoredAuditRow.init)
        let end = rows.count < Self.length ? Int64.max : rows.last?.sequence ?? .max
        let span: StatementArguments = [last, end]
        try readTexts(span, db)
        try readMatches(span, db)
        try readErasures(span, db)
        try readHeads(span, db)
        if end == .max { try readState(db) }
    }

    private mutating func readTexts(_ span: StatementArguments, _ db: Database) throws {
        let cursor = try Row.fetchCursor(
            db,
            sql: """
                SELECT sequence, typeof(salt) || typeof(texts) || typeof(searched) AS types,
                    CAST(salt AS BLOB) AS salt, CAST(texts AS BLOB) AS texts,
                    CAST(searched AS BLOB) AS searched
                FROM audit_texts WHERE sequence > ? AND sequence <= ? ORDER BY sequence
                """, arguments: span)
        while let row = try cursor.next() {
            texts[row["sequence"]] = Texts(
                isTyped: row["types"] == "blobtexttext", salt: row["salt"] ?? Data(),
                texts: row["texts"] ?? Data(), searched: row["searched"] ?? Data())
            try checkSize(texts.count)
        }
    }

    private mutating func readMatches(_ span: StatementArguments, _ db: Database) throws {
        let cursor = try Row.fetchCursor(
            db,
            sql: """
                SELECT audit, typeof(rule) || typeof(term) || typeof(category)
                        || typeof(action) AS types,
                    CAST(rule AS BLOB) AS rule, CAST(term AS BLOB) AS term,
                    CAST(category AS BLOB) AS category, CAST(action AS BLOB) AS action
                FROM audit_matches WHERE audit > ? AND audit <= ? ORDER BY audit
                """, arguments: span)
        while let row = try cursor.next() {
            let words = ["rule", "term", "category", "action"].map { row[$0] as Data? ?? Data() }
            let isTyped = row["types"] == "texttexttexttext"
            matches[row["audit"], default: []].append(isTyped ? words : [])
            try checkSize(matches.count)
        }
    }

    private mutating func readErasures(_ span: StatementArguments, _ db: Database) throws {
        let cursor = try Row.fetchCursor(
            db,
            sql: """
                SELECT sequence, typeof(part) || typeof(at) || typeof(seal) AS types,
                    CAST(part AS BLOB) AS part, CAST(at AS INTEGER) AS at,
                    CAST(seal AS BLOB) AS seal
                FROM audit_erasures WHERE sequence > ? AND sequence <= ? ORDER BY sequence
                """, arguments: span)
        while let row = try cursor.next() {
            erasures[row["sequence"]] = Erasure(
                isTyped: row["types"] == "textintegerblob",
                part: ErasureOrder.Part(bytes: row["part"] ?? Data()),
                at: row["at"] ?? 0, seal: row["seal"] ?? Data())
            try checkSize(erasures.count)
        }
    }

    private mutating func readHeads(_ span: StatementArguments, _ db: Database) throws {
        let cursor = try Row.fetchCursor(
            db,
            sql: """
                SELECT sequence, typeof(at) || typeof(link) || typeof(seal) AS types,
                    CAST(at AS INTEGER) AS at, CAST(link AS BLOB) AS link,
                    CAST(seal AS BLOB) AS seal
                FROM audit_heads WHERE sequence > ? AND sequence <= ? ORDER BY sequence
                """, arguments: span)
        while let row = try cursor.next() {
            let isTyped = row["types"] == "integerblobblob"
            heads[row["sequence"]] = AuditHead(
                sequence: row["sequence"], at: Timestamp(milliseconds: row["at"] ?? 0),
                link: row["link"] ?? Data(), seal: isTyped ? row["seal"] ?? Data() : Data())
            try checkSize(heads.count)
        }
    }

    private mutating func readState(_ db: Database) throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT CAST(sequence AS INTEGER) AS sequence, CAST(link AS BLOB) AS link,
                    CAST(key AS BLOB) AS key, typeof(sequence) || typeof(link) || typeof(key) AS types
                FROM audit_chain LIMIT 2
                """)
        guard rows.count == 1, let row = rows.first, row["types"] == "integerblobtext" else {
            throw AuditFault("the database's account of its last record is missing, or changed")
        }
        state = (row["sequence"] ?? 0, row["link"] ?? Data(), row["key"] ?? Data())
    }

    /// There is one of each kind a record at most: with more, rows belong to no record.
    private func checkSize(_ count: Int) throws {
        if count > Self.length {
            throw AuditFault(
                "there are texts, matches, erasures or heads of records that are not there")
        }
    }
}

extension ErasureOrder.Part {
    /// The part that is written so, byte by byte.
    fileprivate init?(bytes: Data) {
        guard let part = Self.allCases.first(where: { Data($0.rawValue.utf8) == bytes }) else {
            return nil
        }
        self = part
    }
}
