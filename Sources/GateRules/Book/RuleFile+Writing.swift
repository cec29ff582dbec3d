import Glibc

extension RuleFile {
    /// Why a file could not be written.
    struct WritingFailure: Error, CustomStringConvertible {
        let path: String
        let code: Int32

        var description: String { "\(path): \(String(cString: strerror(code)))" }
    }

    /// Writes the file so that a reader, or the next start, sees the old bytes or the new
    /// ones, never a part of them: to a neighbour first, which then takes the name.
    func write() throws(WritingFailure) {
        let neighbour = "\(path).new"
        let descriptor = open(neighbour, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw WritingFailure(path: neighbour, code: errno) }
        let result = Self.writeAll(bytes, to: descriptor)
        close(descriptor)
        guard result == 0 else { throw WritingFailure(path: neighbour, code: result) }
        guard rename(neighbour, path) == 0 else { throw WritingFailure(path: path, code: errno) }
    }

    /// Writes to the disk itself.
    /// - Returns: zero, or the error number.
    static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                return errno
            }
            rest = rest.dropFirst(count)
        }
        return fsync(descriptor) == 0 ? 0 : errno
    }
}
