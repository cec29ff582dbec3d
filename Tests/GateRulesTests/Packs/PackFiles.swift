import GateCore

@testable import GateRules

/// Rule files that exist in a test's memory only.
enum PackFiles {
    /// Files by their path: `pack.yaml`, `tenants/acme.yaml`, `words.txt`.
    static func files(_ texts: [(path: String, text: String)]) -> RuleFiles {
        RuleFiles(
            entries: texts.map { path, text in
                RuleFiles.Entry(
                    role: role(of: path), file: RuleFile(path: path, bytes: Array(text.utf8)))
            })
    }

    private static func role(of path: String) -> RuleFiles.Role {
        if path.hasPrefix("tenants/") { return .overlay }
        return path.hasSuffix(".txt") ? .list : .pack
    }

    /// What is wrong with files, as the log tells it.
    static func faults(_ texts: [(path: String, text: String)]) -> [String] {
        do {
            _ = try RuleLoader().load(files(texts))
            return []
        } catch {
            return error.faults.map(\.description)
        }
    }

    /// What is wrong with one pack.
    static func faults(_ pack: String) -> [String] { faults([("p.yaml", pack)]) }

    /// What files say.
    /// - Throws: what is wrong with them.
    static func reading(
        _ texts: [(path: String, text: String)]
    ) throws -> RevisionReader.Reading {
        let reading = RevisionReader(table: try CharacterTable.shared.get()).read(files(texts))
        guard reading.faults.isEmpty else { throw RuleFaults(reading.faults) }
        return reading
    }

    /// What one pack says.
    static func layer(_ pack: String) throws -> RuleLayer {
        try reading([("p.yaml", pack)]).layers.last ?? RuleLayer()
    }
}
