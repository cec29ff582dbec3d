import Foundation
import GRDB
import GateCore
import Glibc

/// Verifies an audit log, from the first record to the last, without writing anything. The
/// gateway may go on meanwhile: the log is read a stretch at a time.
public struct AuditVerifier: Sendable {
    private static let tables = [
        "audit", "audit_matches", "audit_texts", "audit_erasures", "audit_heads", "audit_chain",
    ]

    private let database: String
    private let places: AuditPlaces

    /// - Parameters:
    ///   - directory: where the database is.
    ///   - places: where its keys and its signed heads are.
    public init(directory: String, places: AuditPlaces) {
        database = directory + "/promptgate.db"
        self.places = places
    }

    /// Verifies all of it.
    ///
    /// - Parameter progress: called now and then with how many records were verified since.
    /// - Returns: what was found, the first fault too.
    /// - Throws: `StoreError`, when there is nothing to verify, or nothing to verify it with.
    public func run(progress: (Int) -> Void) throws -> AuditReport {
        guard access(database, F_OK) == 0 else {
            throw StoreError(.unavailable, "there is no database \(database)")
        }
        guard let keys = try places.keyring() else {
            throw StoreError(
                .unavailable,
                "there is no audit key file \(places.keyFile); name it with --key-file, or "
                    + "PROMPTGATE_AUDIT_KEY_FILE")
        }
        var report = AuditReport()
        do {
            try verify(keys, &report, progress)
        } catch let fault as AuditFault {
            report.fault = fault
        } catch let error as DatabaseError {
            report.fault = AuditFault(
                "the database is damaged, or cannot be read: \(StoreError(error))")
        } catch is RowDecodingError {
            report.fault = AuditFault("a row has an unexpected shape")
        }
        return report
    }

    private func verify(
        _ keys: AuditKeyring, _ report: inout AuditReport, _ progress: (Int) -> Void
    ) throws {
        // Opened first: the file names no record that a later snapshot lacks.
        let heads = try HeadReader(places.headFile, keys)
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        let queue = try DatabaseQueue(path: database, configuration: configuration)
        guard try queue.read({ try $0.tableExists("audit_chain") }) else {
            throw StoreError(
                .unavailable, "the audit log is of an earlier version: start the gateway once")
        }
        var walk = ChainWalk(keys: keys, heads: heads, report: report)
        defer { report = walk.report }
        while true {
            let batch = try queue.read { [last = walk.last] db in
                try AuditBatch(after: last, db)
            }
            try walk.check(batch)
            progress(batch.rows.count)
            if batch.state != nil { break }
        }
        try queue.read(Self.checkIndexes)
    }

    /// Whether SQLite's own structures agree: an index that was changed would hide records
    /// from searches.
    private static func checkIndexes(_ db: Database) throws {
        for table in tables {
            let verdicts = try String.fetchCursor(db, sql: "PRAGMA integrity_check(\(table))")
            if let verdict = try verdicts.next(), verdict != "ok" {
                throw AuditFault("SQLite finds \(table) damaged: \(verdict)")
            }
        }
    }
}
