import GRDB
import GateCore
import Logging
import Synchronization

/// Copies signed heads from the database to their file, once they are durable there.
///
/// The order matters: a head in the file names records that no crash can take back. Should
/// a crash come between, the next write copies what is missing.
final class AuditHeadCopy: Sendable {
    private let file: AuditHeadFile
    private let log: Logger
    private let isFailing = Mutex(false)

    init(_ file: AuditHeadFile, log: Logger) {
        self.file = file
        self.log = log
    }

    /// Looks for heads that the file lacks. A file that cannot be written is tried again
    /// after every transaction: the records themselves are safe without it.
    func bringUpToDate(_ db: Database) {
        do {
            let heads = try Self.heads(after: file.lastSequence, db)
            if !heads.isEmpty { try file.add(heads) }
            isFailing.withLock { $0 = false }
        } catch {
            let isNews = isFailing.withLock { isFailing in
                defer { isFailing = true }
                return !isFailing
            }
            guard isNews else { return }
            log.error(
                "signed heads of the audit log cannot be kept: newest records could be cut off unseen",
                metadata: ["error": "\(StoreError.translated(error))"])
        }
    }

    /// Learns the file's last line, and says so when the database ends before it.
    func start(_ db: Database) throws {
        try file.add([])
        let last = try Int64.fetchOne(db, sql: "SELECT sequence FROM audit_chain") ?? 0
        if last < file.lastSequence {
            log.error(
                "the audit log lost records: a signed head names a later one than there is",
                metadata: ["last": "\(last)", "head": "\(file.lastSequence)"])
        }
        bringUpToDate(db)
    }

    private static func heads(after sequence: Int64, _ db: Database) throws -> [AuditHead] {
        let statement = try db.cachedStatement(
            sql: "SELECT * FROM audit_heads WHERE sequence > ? ORDER BY sequence")
        return try Row.fetchAll(statement, arguments: [sequence]).map { row in
            AuditHead(
                sequence: row["sequence"], at: Timestamp(milliseconds: row["at"]),
                link: row["link"], seal: row["seal"])
        }
    }
}
