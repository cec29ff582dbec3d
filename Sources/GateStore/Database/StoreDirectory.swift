import Foundation
import GateCore
import Glibc

/// The directory that everything durable stands in. Only its owner can look inside:
/// prompts and webhook secrets are there.
struct StoreDirectory {
    /// Where it is.
    let path: String

    /// The database's file.
    var database: String { path + "/promptgate.db" }

    /// Makes the directory, if it is missing, with mode 0700.
    /// - Throws: `StoreError.unavailable`.
    init(making path: String) throws {
        self.path = path
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw StoreError(
                .unavailable,
                "cannot make the data directory \(path): \(Self.reason(of: error)); "
                    + "name another one (PROMPTGATE_DATA_DIR)")
        }
    }

    /// The system's words for it: Foundation's own are long, and often say less.
    private static func reason(of error: any Error) -> String {
        let cause = (error as NSError).userInfo[NSUnderlyingErrorKey]
        let number = (cause as? POSIXError)?.code.rawValue ?? (cause as? NSError).flatMap(posix)
        return number.map { String(cString: strerror($0)) } ?? error.localizedDescription
    }

    private static func posix(_ error: NSError) -> Int32? {
        error.domain == NSPOSIXErrorDomain ? Int32(error.code) : nil
    }

    /// The lock of the one process that serves from this directory.
    /// - Throws: `StoreError.unavailable`, when another process holds it.
    func claim() throws -> FileLock {
        guard let lock = try FileLock.take(path + "/promptgate.lock", waits: false) else {
            throw StoreError(
                .unavailable,
                "another promptgate process serves from the data directory \(path); stop it, "
                    + "or give this one a directory of its own (PROMPTGATE_DATA_DIR)")
        }
        return lock
    }

    /// The lock of whoever sets the database up, for as long as that takes: a server and
    /// a command that start together must not both make the tables.
    func setupLock() throws -> FileLock? {
        try FileLock.take(path, directory: true, waits: true)
    }

    /// Makes the database's file with mode 0600 before SQLite does with the process's
    /// own mode; SQLite gives the file's mode to its journal as well.
    func secureDatabaseFile() throws {
        let file = open(database, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StoreError(errno, "cannot open \(database)") }
        defer { close(file) }
        guard fchmod(file, 0o600) == 0 else {
            throw StoreError(errno, "cannot set the mode of \(database)")
        }
    }
}
