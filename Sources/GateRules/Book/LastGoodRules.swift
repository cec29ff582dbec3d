import GateCore
import Glibc

/// Keeps the last revision that took effect, so that a bad file does not take effect by
/// way of a restart.
struct LastGoodRules: Sendable {
    private let directory: String
    private var path: String { "\(directory)/banned_words.last-good.txt" }

    /// - Parameter dataDirectory: made when it is missing.
    init(dataDirectory: String) { directory = "\(dataDirectory)/rules" }

    /// Keeps these bytes. Returning means durable.
    func keep(_ file: RuleFile) throws(RuleFile.WritingFailure) {
        try makeDirectories()
        try RuleFile(path: path, bytes: file.bytes).write()
    }

    /// What was kept last; a fault when nothing was.
    func file() throws(RuleFault) -> RuleFile { try RuleFile(reading: path) }

    private func makeDirectories() throws(RuleFile.WritingFailure) {
        var path = directory.hasPrefix("/") ? "" : "."
        for part in directory.split(separator: "/") {
            path += "/\(part)"
            guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
                throw RuleFile.WritingFailure(path: path, code: errno)
            }
        }
    }
}
