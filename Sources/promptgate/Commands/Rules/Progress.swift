import Foundation

/// Counts long work on the terminal's last line; silent where nobody watches.
struct Progress {
    private let what: String
    private let isShown: Bool
    private var count = 0

    /// - Parameters:
    ///   - what: what is counted, as in `words judged`.
    ///   - isShown: false where the terminal shows something else.
    init(_ what: String, isShown: Bool = true) {
        self.what = what
        self.isShown = isShown && isatty(STDERR_FILENO) == 1
    }

    /// Some more.
    mutating func step(by number: Int = 1) {
        let before = count / 5_000
        count += number
        if isShown, count / 5_000 != before { show("\r\(count) \(what)") }
    }

    /// Takes the line away.
    func end() {
        if isShown { show("\r\u{1B}[K") }
    }

    private func show(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
