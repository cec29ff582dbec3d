import Foundation
import GateCore
import GateRules

/// Rule files on disk, as an operator has them, in a directory that goes away again.
final class RuleDirectory {
    let path: String

    /// - Throws: when the disk is full, or there is no place for temporary files.
    init() throws {
        path =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("promptgate-benchmarks-\(getpid())").path
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a list, and tells where.
    func write(_ rules: [BenchRule], folding: FoldingLevel, name: String) throws -> RuleFilePlace {
        let place = RuleFilePlace(path: "\(path)/\(name)-\(folding.rawValue)")
        let lines = rules.map { $0.line + "\n" }.joined()
        try Data(lines.utf8).write(to: URL(fileURLWithPath: place.path + ".txt"))
        return place
    }
}
