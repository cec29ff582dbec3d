import Foundation
import GateCore
import Glibc
import Synchronization

/// The file of signed heads, which only ever grows. It stands outside the database, so that
/// a database that lost its newest records, or all of them, is found out.
///
/// More than one process may add to it: each holds the file's lock while it does, and adds
/// only what comes after the last line.
final class AuditHeadFile: Sendable {
    /// Longer than any line.
    private static let tail = 512

    let path: String
    private let last = Mutex<Int64>(0)

    /// - Parameter path: where it is, or will be.
    init(_ path: String) { self.path = path }

    /// The last head's sequence number as this process knows it.
    var lastSequence: Int64 { last.withLock { $0 } }

    /// Adds those of `heads`, in order, that come after the last line.
    /// - Throws: `StoreError.unavailable`.
    func add(_ heads: [AuditHead]) throws {
        let file = open(path, O_CREAT | O_RDWR | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StoreError(errno, "cannot open \(path)") }
        defer { close(file) }
        while flock(file, LOCK_EX) != 0 {
            guard errno == EINTR else { throw StoreError(errno, "cannot lock \(path)") }
        }
        let known = try mend(file)
        let fresh = heads.filter { $0.sequence > known }
        let lines = fresh.map(\.line).joined()
        if !lines.isEmpty { try DurableFile.write(Data(lines.utf8), to: file, path) }
        last.withLock { $0 = max(known, fresh.last?.sequence ?? 0) }
    }

    /// The last line's sequence number, after a line that a crash cut short is taken away.
    private func mend(_ file: Int32) throws -> Int64 {
        let size = lseek(file, 0, SEEK_END)
        let start = max(0, size - Self.tail)
        var bytes = [UInt8](repeating: 0, count: Int(size - start))
        guard pread(file, &bytes, bytes.count, start) == bytes.count else {
            throw StoreError(errno, "cannot read \(path)")
        }
        let whole = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        if whole < bytes.count, ftruncate(file, start + whole) != 0 {
            throw StoreError(errno, "cannot mend \(path)")
        }
        let line = bytes[..<whole].split(separator: UInt8(ascii: "\n")).last
        return line.flatMap { AuditHead(line: String(decoding: $0, as: UTF8.self))?.sequence } ?? 0
    }
}
