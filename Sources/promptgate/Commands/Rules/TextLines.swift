import Foundation

/// The lines of a text file, read as they are needed.
struct TextLines {
    /// Why the file could not be read.
    struct ReadingFailure: Error, CustomStringConvertible {
        let path: String
        let code: Int32
        var description: String { "\(path): \(String(cString: strerror(code)))." }
    }

    private let path: String

    init(_ path: String) { self.path = path }

    /// Calls `body` with every line that is not empty, without its break, and its number.
    /// - Throws: when the file cannot be read, and what `body` throws.
    func forEach(_ body: (String, Int) throws -> Void) throws {
        guard let file = fopen(path, "r") else { throw ReadingFailure(path: path, code: errno) }
        defer { fclose(file) }
        var buffer: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(buffer) }
        var number = 0
        while true {
            let length = getline(&buffer, &capacity, file)
            guard length >= 0, let start = buffer else { break }
            number += 1
            let bytes = UnsafeRawBufferPointer(start: start, count: length)
            let line = String(decoding: bytes, as: UTF8.self)
            let text = line.trimmingCharacters(in: .newlines)
            if !text.isEmpty { try body(text, number) }
        }
        if ferror(file) != 0 { throw ReadingFailure(path: path, code: EIO) }
    }
}
