import Foundation
import GateCore

/// Rule files on disk, as an operator has them, in a directory that goes away again.
final class RuleDirectory {
    private let path: String

    /// - Throws: when the disk is full, or there is no place for temporary files.
    init() throws {
        path =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("promptgate-benchmarks-\(getpid())").path
        try Self.make(path)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a list and a pack that names it, and tells where.
    func write(_ rules: [BenchRule], folding: FoldingLevel) throws -> RuleFilePlace {
        let place = RuleFilePlace(path: "\(path)/\(rules.count)-\(folding.rawValue)")
        try Self.make(place.packs)
        try Data(rules.map { $0.line + "\n" }.joined().utf8)
            .write(to: URL(fileURLWithPath: place.list))
        let pack = """
            pack: bench
            lists:
              - { id: bench, file: ../words.txt, category: banned-word, folding: \(folding.rawValue) }

            """
        try Data(pack.utf8).write(to: URL(fileURLWithPath: "\(place.packs)/bench.yaml"))
        return place
    }

    private static func make(_ path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
}
