import Foundation

@testable import GateRules

/// A folder of a test's own, gone with it.
final class TestFolder: Sendable {
    private let root: String

    init() throws {
        var template = Array("/tmp/promptgate-rules-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else {
            throw RuleFile.WritingFailure(path: "/tmp", code: errno)
        }
        root = String(cString: made)
    }

    deinit {
        // A leftover in the temporary folder fails no test.
        try? FileManager.default.removeItem(atPath: root)
    }

    func path(_ name: String) -> String { "\(root)/\(name)" }

    /// Writes as an editor does: a new file that takes the name.
    func write(_ name: String, _ text: String) throws {
        try RuleFile(path: path(name), bytes: Array(text.utf8)).write()
    }
}
