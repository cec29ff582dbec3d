import Foundation

/// How text is set off on a terminal; plain everywhere else.
struct TerminalStyle: Sendable {
    let isTerminal: Bool

    /// Standard output's. `NO_COLOR` (no-color.org) switches it off.
    static var standardOutput: TerminalStyle {
        let isWanted = ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty
        return TerminalStyle(isTerminal: isWanted && isatty(STDOUT_FILENO) == 1)
    }

    /// Underlined, in red.
    func marked(_ text: some StringProtocol) -> String {
        isTerminal ? "\u{1B}[4;31m\(text)\u{1B}[0m" : String(text)
    }

    /// In red.
    func tinted(_ text: String) -> String { isTerminal ? "\u{1B}[31m\(text)\u{1B}[0m" : text }

    func bold(_ text: String) -> String { isTerminal ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
}
