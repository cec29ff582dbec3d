import Foundation

/// Writes whole answers to standard output.
enum OutputWriter {
    /// Writes all bytes. When nobody reads any more, the program ends.
    static func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count)
            }
            if count < 0 {
                if errno == EINTR { continue }
                exit(1)
            }
            rest = rest.dropFirst(count)
        }
    }
}
