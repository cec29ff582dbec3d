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
        let notes: [String]
    }

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
        let reading = try read(files)
        let rules = try compile(reading, revision: Self.revision(of: files))
        return Loaded(rules: rules, notes: reading.notes)
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
