import Crypto
import GateCore

/// Turns files into a rule set, or into all that is wrong with them. Knows nothing of
/// watching, swapping and keeping.
struct RuleLoader: Sendable {
    /// Part of every revision's name: a new engine may read the same files differently.
    private static let engine = "promptgate rules 1"

    /// What a load came to.
    struct Loaded {
        let rules: CompiledRuleSet
        let notes: [String]
    }

    /// The name of the revision that these bytes make, the same on every machine: the
    /// files' places do not count.
    static func revision(of files: [RuleFile]) -> String {
        var hash = SHA256()
        hash.update(data: Array(engine.utf8))
        for file in files {
            hash.update(data: Array("\n\(file.bytes.count)\n".utf8))
            hash.update(data: file.bytes)
        }
        return hash.finalize().prefix(8).map(\.hex).joined()
    }

    /// Parses and compiles.
    /// - Throws: every fault of every file.
    func load(_ files: [RuleFile]) throws(RuleFaults) -> Loaded {
        do {
            let table = try CharacterTable.shared.get()
            let readings = files.map { file in
                BannedWordsParser(file: file.path, table: table).read(file.bytes)
            }
            let faults = readings.flatMap(\.faults)
            guard faults.isEmpty else { throw RuleFaults(faults) }
            let rules = try CompiledRuleSet(
                [RuleLayer(lists: readings.map(\.list))], revision: Self.revision(of: files))
            return Loaded(rules: rules, notes: readings.flatMap(\.notes))
        } catch let faults as RuleFaults {
            throw faults
        } catch {
            throw RuleFaults([
                RuleFault(
                    file: files.first?.path ?? "", line: 0, column: 0,
                    message: "PCRE2 cannot be used: \(error).",
                    remedy: "Install a PCRE2 with Unicode support.")
            ])
        }
    }
}
