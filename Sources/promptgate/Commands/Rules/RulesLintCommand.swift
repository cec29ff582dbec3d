import ArgumentParser
import Foundation
import GateCore
import GateRules

/// Tells what is wrong with rule files, and what is probably not meant.
struct RulesLintCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Tell what is wrong with the rule files, and what is probably not meant.",
        discussion: """
            Prints a line for each finding: file:line:column: error or warning: what, and what \
            to do. With --words, each word of a dictionary is judged too, and the rules that hit \
            words they do not name are told.

            Exit code 0 without errors, 1 with errors (with --strict: or warnings).

            EXAMPLE
              promptgate rules lint --words /usr/share/dict/words
            """)

    @Option(help: "A word list, one word a line, whose innocent words are to pass.")
    var words: String?

    @Flag(help: "Count warnings as errors.")
    var strict = false

    @Flag(help: "Print one JSON object a line.")
    var json = false

    @OptionGroup var files: RuleFileOptions

    func run() async throws {
        let inspection = try await files.inspection()
        for fault in inspection.faults { tell(fault, "error") }
        var warnings = 0
        if let rules = inspection.rules {
            for note in inspection.notes where !json { print("note: \(note)") }
            let found = RuleLinter(inspection).lint()
            for warning in found { tell(warning, "warning") }
            warnings = found.count + (try words.map { try lint($0, by: rules) } ?? 0)
        }
        if !json {
            print("\(inspection.faults.count) errors, \(warnings) warnings")
        }
        if !inspection.faults.isEmpty || (strict && warnings > 0) { throw ExitCode(1) }
    }

    private func tell(_ fault: RuleFault, _ kind: String) {
        guard json else {
            let place =
                fault.line == 0
                ? fault.file : "\(fault.file):\(fault.line):\(max(fault.column, 1))"
            print("\(place): \(kind): \(fault.message) \(fault.remedy)")
            return
        }
        let object: JSONValue = .object([
            "kind": .string(kind), "file": .string(fault.file),
            "line": .int(Int64(fault.line)), "column": .int(Int64(fault.column)),
            "message": .string(fault.message), "remedy": .string(fault.remedy),
        ])
        print(object.text)
    }

    /// Judges a dictionary; answers how many rules hit words that they do not name.
    private func lint(_ path: String, by rules: any RuleSet) throws -> Int {
        var hits = InnocentHits()
        var progress = Progress("words judged")
        try TextLines(path).forEach { word, _ in
            hits.add(word, by: rules)
            progress.step()
        }
        progress.end()
        for hit in hits.rules {
            let examples = hit.examples.joined(separator: ", ")
            let message =
                "The rule \(hit.rule) hits \(hit.count) words that it does not name "
                + "(folding \(hit.folding.rawValue)): \(examples)."
            tell(
                RuleFault(
                    file: path, line: 0, column: 0, message: message,
                    remedy: "Except innocent ones under \"unless\"."), "warning")
        }
        return hits.rules.count
    }
}
