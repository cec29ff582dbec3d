import Foundation

/// Where an export goes: standard output, or a file that appears under its name once it is
/// whole. Only its owner may read it, since prompts are in it.
struct AuditOutput {
    private let path: String?
    private let partial: String
    private let file: FileHandle

    /// - Parameter path: the file; standard output when nil.
    /// - Throws: `AuditFailure` when it cannot be made.
    init(_ path: String?) throws {
        self.path = path
        guard let path else {
            partial = ""
            file = .standardOutput
            return
        }
        // Beside it, since a rename stays within a file system.
        partial = path + ".partial"
        let descriptor = open(partial, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw AuditFailure("cannot write \(partial): \(String(cString: strerror(errno)))")
        }
        file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Whether nothing of the export itself is shown on the terminal.
    var leavesTerminalFree: Bool { path != nil || isatty(STDOUT_FILENO) == 0 }

    /// Writes all bytes; waits while nobody takes them.
    func write(_ bytes: [UInt8]) throws {
        guard path != nil else { return OutputWriter.write(bytes) }
        do {
            try file.write(contentsOf: Data(bytes))
        } catch {
            unlink(partial)
            throw AuditFailure("cannot write \(partial): \(error.localizedDescription)")
        }
    }

    /// Gives the file its name.
    func finish() throws {
        guard let path else { return }
        try file.synchronize()
        guard rename(partial, path) == 0 else {
            throw AuditFailure("cannot write \(path): \(String(cString: strerror(errno)))")
        }
    }
}
