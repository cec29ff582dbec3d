import Foundation

/// Counts long work on the terminal's last line; silent where nobody watches.
struct Progress {
    private let what: String
    private let isShown = isatty(STDERR_FILENO) == 1
    private var count = 0

    /// - Parameter what: what is counted, as in `words judged`.
    init(_ what: String) { self.what = what }

    /// One more.
    mutating func step() {
        count += 1
        if isShown, count % 5_000 == 0 { show("\r\(count) \(what)") }
    }

    /// Takes the line away.
    func end() {
        if isShown { show("\r\u{1B}[K") }
    }

    private func show(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
