import Crypto
import GateCore

/// Turns files into a rule set, or into all that is wrong with them. Knows nothing of
/// watching, swapping and keeping.
struct RuleLoader: Sendable {
    /// Part of every revision's name: a new engine may read the same files differently.
    private static let engine = "promptgate rules 2"

    /// What a load came to.
    struct Loaded {
        let rules: CompiledRuleSet
        /// Nil for a loader that builds no stages.
        let stages: StageLineup?
        let notes: [String]
    }

    /// Builds the stages that `pipeline.yaml` names; nil leaves that file alone.
    var registry: StageRegistry?
    /// The stages in force, of which those that do not change are kept.
    var before: StageLineup?

    /// The name of the revision that these files make, the same on every machine: their
    /// directories do not count.
    static func revision(of files: RuleFiles) -> String {
        var hash = SHA256()
        hash.update(data: Array(engine.utf8))
        for entry in files.entries {
            let file = entry.file
            let head = "\n\(entry.role.rawValue) \(file.path.fileName)\n\(file.bytes.count)\n"
            hash.update(data: Array(head.utf8))
            hash.update(data: file.bytes)
        }
        return hash.finalize().prefix(8).map(\.hex).joined()
    }

    /// Parses, compiles, and runs the rules' own tests.
    /// - Throws: every fault of every file; those of the tests when there is no other.
    func load(_ files: RuleFiles) throws(RuleFaults) -> Loaded {
        let stages = lineup(files)
        let reading: RevisionReader.Reading
        do {
            reading = try read(files)
        } catch {
            throw RuleFaults(error.faults + (stages?.faults ?? []))
        }
        let built = try stages?.get()
        let rules = try compile(reading, revision: Self.revision(of: files))
        return Loaded(rules: rules, stages: built, notes: reading.notes)
    }

    /// What is wrong with the file that orders the stages; empty for a loader that builds none.
    func stageFaults(of files: RuleFiles) -> [RuleFault] { lineup(files)?.faults ?? [] }

    /// The stages, as the files order them.
    private func lineup(_ files: RuleFiles) -> Result<StageLineup, RuleFaults>? {
        guard let registry else { return nil }
        guard let file = files.files(.pipeline).first else {
            return registry.lineup(from: nil, file: RuleFiles.pipelineName, reusing: before)
                .mapError { RuleFaults($0.faults) }
        }
        let sheet = FaultSheet(file: file.path)
        let root = YAMLDocument(file, sheet: sheet).root()
        guard sheet.isEmpty else { return .failure(RuleFaults(sheet.faults)) }
        return registry.lineup(from: root?.config, file: file.path, reusing: before)
            .mapError { RuleFaults($0.faults) }
    }

    /// Parses.
    /// - Throws: every fault of every file.
    func read(_ files: RuleFiles) throws(RuleFaults) -> RevisionReader.Reading {
        let reading = RevisionReader(table: try table()).read(files)
        guard reading.faults.isEmpty else { throw RuleFaults(reading.faults) }
        return reading
    }

    /// Compiles, and runs the rules' own tests.
    /// - Throws: the tests that fail.
    func compile(
        _ reading: RevisionReader.Reading, revision: String
    ) throws(RuleFaults) -> CompiledRuleSet {
        let rules: CompiledRuleSet
        do {
            rules = try CompiledRuleSet(
                reading.layers, overlays: reading.overlays, revision: revision)
        } catch {
            throw Self.unusable(error)
        }
        let failures = RuleTester(rules).faults(reading.layers, reading.overlays)
        guard failures.isEmpty else { throw RuleFaults(failures) }
        return rules
    }

    /// Tells words from symbols.
    /// - Throws: when the linked PCRE2 cannot.
    func table() throws(RuleFaults) -> CharacterTable {
        switch CharacterTable.shared {
        case .success(let table): return table
        case .failure(let fault): throw Self.unusable(fault)
        }
    }

    private static func unusable(_ fault: PatternFault) -> RuleFaults {
        RuleFaults([
            RuleFault(
                file: "", line: 0, column: 0, message: "PCRE2 cannot be used: \(fault).",
                remedy: "Install a PCRE2 with Unicode support.")
        ])
    }

    /// What else is wrong with files of which some could not be read.
    func otherFaults(than known: [RuleFault], in files: RuleFiles) -> [RuleFault] {
        guard case .success(let table) = CharacterTable.shared else { return [] }
        return RevisionReader(table: table).read(files).faults.filter { fault in
            !known.contains {
                ($0.file, $0.line, $0.column) == (fault.file, fault.line, fault.column)
            }
        }
    }
}

extension Result where Failure == RuleFaults {
    /// What is wrong; empty when nothing is.
    fileprivate var faults: [RuleFault] {
        if case .failure(let faults) = self { faults.faults } else { [] }
    }
}
