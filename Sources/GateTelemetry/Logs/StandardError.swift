import Glibc
import Synchronization

/// The stream that log lines go to.
public enum StandardError {
    private static let lock = Mutex(())

    /// Writes a line whole: no other line comes between its parts.
    public static func write(_ line: String) {
        var line = line
        lock.withLock { _ in
            line.withUTF8 { bytes in
                var rest = UnsafeRawBufferPointer(bytes)
                while let start = rest.baseAddress, !rest.isEmpty {
                    let count = Glibc.write(STDERR_FILENO, start, rest.count)
                    if count < 0, errno == EINTR { continue }
                    // Nobody is left who could be told that the log cannot be written.
                    guard count > 0 else { return }
                    rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
                }
            }
        }
    }
}
