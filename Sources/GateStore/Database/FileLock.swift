import GateCore
import Glibc
import Synchronization

/// An advisory lock on a file (`flock(2)`). The kernel frees it when the process ends,
/// however it ends, so that a crash leaves nothing to clean up.
final class FileLock: Sendable {
    private let descriptor: Mutex<Int32?>

    /// Locks `path`, which is made if missing; a directory can be locked too.
    ///
    /// - Parameter waits: whether to wait for another holder, or to give up at once.
    /// - Returns: nil when another holder has it and `waits` is false.
    /// - Throws: `StoreError.unavailable` when the file cannot be opened.
    static func take(_ path: String, directory: Bool = false, waits: Bool) throws -> FileLock? {
        let kind = directory ? O_DIRECTORY | O_RDONLY : O_CREAT | O_RDWR
        let descriptor = open(path, kind | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoreError(errno, "cannot open \(path)") }
        while flock(descriptor, waits ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
            let reason = errno
            if reason == EINTR { continue }
            close(descriptor)
            if reason == EWOULDBLOCK { return nil }
            throw StoreError(reason, "cannot lock \(path)")
        }
        return FileLock(descriptor)
    }

    private init(_ descriptor: Int32) { self.descriptor = Mutex(descriptor) }

    /// Gives the lock back; doing it twice is no fault.
    func release() {
        let held = descriptor.withLock { $0.take() }
        if let held { close(held) }
    }

    deinit { release() }
}
