import GateCore

#if canImport(Glibc)
    import Glibc
#endif

/// Keeps a second gateway off the same data: two would send every task twice. Held as
/// long as this object lives; the kernel frees it when the process dies, however it dies.
final class StoreLock: Sendable {
    private let descriptor: Int32

    /// - Throws: `StoreError.conflict` when another process holds it.
    init(directory: String) throws {
        let path = "\(directory)/promptgate.lock"
        descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StoreError(.unavailable, "cannot open \(path): \(String(cString: strerror(errno)))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw StoreError(
                .conflict,
                "another gateway works on \(directory); stop it, or set PROMPTGATE_DATA_DIR.")
        }
    }

    deinit { close(descriptor) }
}
