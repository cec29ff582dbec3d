import Foundation
import GateCore
import Glibc

/// Small files that are on the disk once a call returns, and that only their owner reads.
enum DurableFile {
    /// Makes a file.
    /// - Throws: `StoreError.unavailable`, when it is there already, too.
    static func make(_ path: String, holding bytes: Data) throws {
        let file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StoreError(errno, "cannot make \(path)") }
        defer { close(file) }
        try write(bytes, to: file, path)
        try syncDirectory(of: path)
    }

    /// Adds `bytes` to a file opened for appending.
    /// - Throws: `StoreError.unavailable`.
    static func write(_ bytes: Data, to file: Int32, _ path: String) throws {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw StoreError(errno, "cannot write \(path)") }
            rest = rest.dropFirst(count)
        }
        guard fdatasync(file) == 0 else { throw StoreError(errno, "cannot write \(path)") }
    }

    /// A new name is durable once its directory is.
    private static func syncDirectory(of path: String) throws {
        let parent = (path as NSString).deletingLastPathComponent
        let directory = open(parent.isEmpty ? "." : parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw StoreError(errno, "cannot open the folder of \(path)") }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw StoreError(errno, "cannot keep \(path)") }
    }
}
