import GateCore

/// Makes the revision that a candidate would make of the files in force.
struct CandidateLoader {
    private static let name = "candidate"

    private let files: RuleFiles
    private let locations: RuleLocations
    private let loader = RuleLoader()

    /// - Parameters:
    ///   - files: those of the revision in force.
    ///   - locations: where they stand.
    init(_ files: RuleFiles, at locations: RuleLocations) {
        self.files = files
        self.locations = locations
    }

    /// The rules with the candidate among them.
    /// - Throws: all that is wrong with it.
    func rules(_ candidate: RuleCandidate) throws(RuleFaults) -> CompiledRuleSet {
        switch candidate {
        case .pack(let text): try loader.load(try files(with: Array(text.utf8))).rules
        case .rule(let value): try rules(with: value)
        }
    }

    // MARK: A pack

    /// The files, with the pack in the place of the one of its name.
    private func files(with pack: [UInt8]) throws(RuleFaults) -> RuleFiles {
        let table = try loader.table()
        let folder = locations.rules.map { "\($0)/" } ?? ""
        let new = RuleFile(path: "\(folder)\(Self.name).yaml", bytes: pack)
        let name = Self.packName(new, table)
        var entries = files.entries
        let place = entries.firstIndex {
            $0.role == .pack && Self.packName($0.file, table) == name
        }
        let path = place.map { entries[$0].file.path } ?? new.path
        let entry = RuleFiles.Entry(role: .pack, file: RuleFile(path: path, bytes: pack))
        if let place {
            entries[place] = entry
        } else {
            entries.insert(entry, at: entries.lastIndex { $0.role == .pack }.map { $0 + 1 } ?? 0)
        }
        return RuleFiles(entries: withListsInUse(entries))
    }

    /// A list that no pack names any more would be taken for the operator's own.
    private func withListsInUse(_ entries: [RuleFiles.Entry]) -> [RuleFiles.Entry] {
        let packs = entries.filter { $0.role == .pack }
        var used = Set(packs.flatMap { PackReader.lists(in: $0.file).map(\.path) })
        used.insert(locations.bannedWords)
        return entries.filter { $0.role != .list || used.contains($0.file.path) }
    }

    private static func packName(_ file: RuleFile, _ table: CharacterTable) -> String {
        PackReader(file, table: table).contents([:]).name
    }

    // MARK: A rule

    private func rules(with value: JSONValue) throws(RuleFaults) -> CompiledRuleSet {
        let text = JSONValue.object(["pack": .string(Self.name), "rules": .array([value])]).text
        let file = RuleFile(path: "\(Self.name).yaml", bytes: Array(text.utf8))
        let alone = RuleFiles(entries: [RuleFiles.Entry(role: .pack, file: file)])
        let candidates = try loader.read(alone).layers
        var reading = try loader.read(files)
        let known = Set(candidates.flatMap { $0.rules.map(\.id) })
        for place in reading.layers.indices {
            reading.layers[place].rules.removeAll { known.contains($0.id) }
        }
        for place in reading.overlays.indices {
            reading.overlays[place].rules.removeAll { known.contains($0.id) }
        }
        reading.layers += candidates
        let revision = RuleLoader.revision(of: RuleFiles(entries: files.entries + alone.entries))
        return try loader.compile(reading, revision: revision)
    }
}
