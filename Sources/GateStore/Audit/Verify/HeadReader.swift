import Foundation
import GateCore
import Glibc

/// Reads the file of signed heads, line by line, as it was when the reading began: what is
/// added meanwhile may name records that the database's snapshot does not have yet.
final class HeadReader {
    private let path: String
    private let keys: AuditKeyring
    private var file: UnsafeMutablePointer<FILE>?
    private var rest = 0
    private var number = 0
    private var waiting: AuditHead?

    /// - Throws: `AuditFault`, when there is a file that cannot be read.
    init(_ path: String, _ keys: AuditKeyring) throws {
        self.path = path
        self.keys = keys
        file = fopen(path, "re")
        guard let file else {
            if errno == ENOENT { return }
            throw AuditFault(
                "the signed heads in \(path) cannot be read: \(String(cString: strerror(errno)))")
        }
        var facts = stat()
        guard fstat(fileno(file), &facts) == 0 else { return }
        rest = Int(facts.st_size)
    }

    deinit { if let file { fclose(file) } }

    /// The heads up to record `sequence` that were not given yet.
    /// - Throws: `AuditFault` for a line that was changed.
    func heads(upTo sequence: Int64) throws -> [AuditHead] {
        var heads: [AuditHead] = []
        while let head = try waiting ?? next() {
            guard head.sequence <= sequence else {
                waiting = head
                break
            }
            waiting = nil
            heads.append(head)
        }
        return heads
    }

    /// A last line without an end is one that a crash cut short.
    private func next() throws -> AuditHead? {
        var buffer = [CChar](repeating: 0, count: 1024)
        guard let file, rest > 0, fgets(&buffer, Int32(min(buffer.count, rest + 1)), file) != nil
        else { return nil }
        let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        rest -= max(1, bytes.count)
        guard bytes.last == UInt8(ascii: "\n") || rest > 0 else { return nil }
        number += 1
        let head = AuditHead(line: String(decoding: bytes.dropLast(), as: UTF8.self))
        guard bytes.last == UInt8(ascii: "\n"), let head, head.isSealed(by: keys) else {
            throw AuditFault("line \(number) of the signed heads in \(path) was changed, or forged")
        }
        return head
    }
}
