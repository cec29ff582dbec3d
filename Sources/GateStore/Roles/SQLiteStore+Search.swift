import GRDB
import GateCore

/// The full-text index of the audit log's texts.
///
/// It is filled behind the writes, in batches: indexing a text with the transaction that
/// keeps it would cost several times the rest of that transaction. What is not indexed yet
/// is searched without the index, so that a search misses nothing.
extension SQLiteStore {
    /// Texts of one batch: the database is held for about three milliseconds. With 256 it was
    /// ten, which was the tail of what callers waited at the edge.
    static let indexBatch: Int64 = 64
    /// Pages that one step of a merge writes, about.
    private static let mergePages = 64

    /// Indexes the next texts that are not indexed yet.
    ///
    /// - Returns: whether there may be more.
    /// - Throws: `StoreError.unavailable`.
    public func indexNextTexts() async throws -> Bool {
        // Asked on a reader, so that a store at rest is not written to.
        let isDue = try await read { db in
            try Int64.fetchOne(db, sql: "SELECT MAX(sequence) FROM \(Schema.auditTexts)") ?? 0
                > SearchState.indexed(db)
        }
        guard isDue else { return false }
        return try await write(Self.indexNext)
    }

    private static func indexNext(_ db: Database) throws -> Bool {
        let start = try SearchState.indexed(db)
        let last = try Int64.fetchOne(
            db,
            sql: """
                SELECT MAX(sequence) FROM (
                    SELECT sequence FROM \(Schema.auditTexts)
                    WHERE sequence > ? ORDER BY sequence LIMIT ?)
                """, arguments: [start, indexBatch])
        guard let last else { return false }
        try db.execute(
            sql: """
                INSERT INTO audit_search (rowid, searched)
                SELECT sequence, searched FROM \(Schema.auditTexts)
                WHERE sequence > ? AND sequence <= ?
                """, arguments: [start, last])
        try db.execute(sql: "UPDATE audit_search_state SET indexed = ?", arguments: [last])
        return true
    }

    /// Takes forgotten texts out of the index's segments, a step at a time: FTS5 marks an
    /// entry as deleted, and drops it when it merges the segments that hold it.
    ///
    /// - Returns: whether there may be more to do.
    /// - Throws: `StoreError.unavailable`.
    public func purgeForgottenTexts() async throws -> Bool {
        guard try await read(SearchState.holdsForgotten) else { return false }
        let goesOn = try await write { db in
            let isFirst = try Int.fetchOne(db, sql: "SELECT purge FROM audit_search_state") == 1
            let before = db.totalChangesCount
            // A negative number puts all segments into one merge; positive ones go on with it.
            try db.execute(
                sql: "INSERT INTO audit_search (audit_search, rank) VALUES ('merge', ?)",
                arguments: [isFirst ? -Self.mergePages : Self.mergePages])
            let isDone = !isFirst && db.totalChangesCount - before < 2
            try db.execute(
                sql: "UPDATE audit_search_state SET purge = ?", arguments: [isDone ? 0 : 2])
            return !isDone
        }
        if !goesOn { try await forgetJournal() }
        return goesOn
    }
}
