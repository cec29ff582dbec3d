import GateCore
import Glibc

extension RuleFile {
    /// A larger file is a mistake; a hundred thousand entries are 2 MB.
    static let largestSize = 16 << 20

    /// Reads a file whole.
    /// - Throws: a fault of the whole file when it is missing, no regular file,
    ///   unreadable, or larger than `largestSize`.
    init(reading path: String) throws(RuleFault) {
        // Not blocking, or a named pipe would stall the gateway.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Self.fault(path, errno) }
        defer { close(descriptor) }
        try Self.check(descriptor, path)
        self.init(path: path, bytes: try Self.readAll(descriptor, path))
    }

    private static func check(_ descriptor: Int32, _ path: String) throws(RuleFault) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw fault(path, errno) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw fault(path, EISDIR)
        default:
            throw fault(path, "This is no regular file.", "Name a text file.")
        }
    }

    private static func readAll(_ descriptor: Int32, _ path: String) throws(RuleFault) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count == 0 { return bytes }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw fault(path, errno)
            }
            bytes += buffer.prefix(count)
            guard bytes.count <= largestSize else {
                throw fault(path, "The file is larger than 16 MiB.", "Shorten it.")
            }
        }
    }

    private static func fault(_ path: String, _ error: Int32) -> RuleFault {
        switch error {
        case ENOENT, ENOTDIR:
            fault(path, "The file does not exist.", "Create it, or name another.")
        case EISDIR: fault(path, "This is a directory.", "Name a file.")
        default:
            fault(
                path, "The file cannot be read: \(String(cString: strerror(error))).",
                "Let the gateway's user read it.")
        }
    }

    private static func fault(_ path: String, _ message: String, _ remedy: String) -> RuleFault {
        RuleFault(file: path, line: 0, column: 0, message: message, remedy: remedy)
    }
}
