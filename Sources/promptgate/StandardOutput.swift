// `stdout` is a global variable of C's; nothing here ever assigns it.
@preconcurrency import Glibc

/// What `print` writes to.
enum StandardOutput {
    /// Sends each line on as it ends: to a pipe, C would gather 4 KiB first.
    static func bufferLines() { setvbuf(stdout, nil, Int32(_IOLBF), 0) }

    /// Sends on what is there.
    static func flush() { fflush(stdout) }
}
