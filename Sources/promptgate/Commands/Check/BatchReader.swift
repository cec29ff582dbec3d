import Foundation

/// Reads standard input in batches of whole lines.
struct BatchReader {
    /// Why standard input could not be read.
    struct ReadingFailure: Error, CustomStringConvertible {
        let code: Int32
        var description: String {
            "Standard input cannot be read: \(String(cString: strerror(code)))."
        }
    }

    private let size: Int
    private let longestLine: Int
    private var rest: [UInt8] = []
    /// So many bytes of `rest` hold no line break.
    private var scanned = 0
    private var isAtEnd = false

    /// - Parameters:
    ///   - size: bytes of a batch, about.
    ///   - longestLine: of a longer line only a little more than this is kept.
    init(size: Int, longestLine: Int) {
        self.size = size
        self.longestLine = longestLine
    }

    /// The next lines, with their line breaks; nil at the end.
    mutating func next() throws -> [UInt8]? {
        while !isAtEnd {
            guard try fill() else { break }
            // A pipe gives 64 KiB at a time: while more waits, the batch grows.
            if rest.count < size, isWaiting { continue }
            if let last = rest[scanned...].lastIndex(of: UInt8(ascii: "\n")) {
                let batch = Array(rest[...last])
                rest = Array(rest[(last + 1)...])
                scanned = 0
                return batch
            }
            scanned = rest.count
            // A line without an end is refused; memory must not grow with it.
            if rest.count > 2 * longestLine {
                rest.removeLast(rest.count - longestLine - 1)
                scanned = rest.count
            }
        }
        isAtEnd = true
        defer { rest = [] }
        return rest.isEmpty ? nil : rest
    }

    /// Whether more can be read at once; not so at a keyboard.
    var isWaiting: Bool {
        var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, 0) == 1 && descriptor.revents & Int16(POLLIN) != 0
    }

    private mutating func fill() throws -> Bool {
        let before = rest.count
        rest.append(contentsOf: repeatElement(0, count: size))
        let count = rest.withUnsafeMutableBytes { buffer -> Int in
            guard let base = buffer.baseAddress else { return 0 }
            while true {
                let count = read(STDIN_FILENO, base + before, size)
                if count >= 0 || errno != EINTR { return count }
            }
        }
        guard count >= 0 else { throw ReadingFailure(code: errno) }
        rest.removeLast(size - count)
        return count > 0
    }
}
