import Foundation
import GateCore

/// Keeps the last good rules beside the database, so that a file that went bad while the
/// gateway was down does not open the gate at its next start.
struct LastGood: Sendable {
    private let path: String

    /// - Parameter dataDirectory: where the gateway keeps its data.
    init(dataDirectory: String) { path = "\(dataDirectory)/rules/last-good-banned-words.txt" }

    /// Keeps `files`: whole or not at all.
    /// - Throws: what the file system says.
    func keep(_ files: RuleFiles) throws {
        try FileManager.default.createDirectory(
            atPath: URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false),
            withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try Data(files.bytes).write(to: URL(filePath: path), options: .atomic)
    }

    /// What was kept; nil when nothing was, or it does not compile with this version.
    func recall() -> CompiledRules? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            return try RuleFiles.read(bannedWords: path, rulesDirectory: nil).compiled()
        } catch {
            return nil  // As good as none: the caller reports the files that are at fault.
        }
    }
}
