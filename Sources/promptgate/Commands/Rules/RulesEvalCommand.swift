import ArgumentParser
import Foundation
import GateCore
import GateRules

/// Measures the rules on labelled texts.
struct RulesEvalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Measure recall and false hits on a file of labelled texts.",
        discussion: """
            A line of the file is 1 or 0 (to be hit, or not), a tab, and a text; lines that \
            begin with # are comments.

            EXAMPLE
              promptgate rules eval labelled.tsv --show 10
            """)

    @Argument(help: "The labelled file.")
    var file: String

    @Option(help: "Print so many missed and so many wrongly hit texts.")
    var show = 0

    @Option(help: "Judge as this tenant's overlay says.")
    var tenant: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var files: RuleFileOptions

    func run() async throws {
        let inspection = try await files.soundInspection()
        guard let rules = inspection.rules else { throw ExitCode(1) }
        var evaluation = RuleEvaluation(examples: show)
        var progress = Progress("texts judged")
        try TextLines(file).forEach { line, number in
            if line.hasPrefix("#") { return }
            let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0] == "0" || parts[0] == "1" else {
                throw RulesFailure("\(file):\(number): Write 1 or 0, a tab, and the text.")
            }
            evaluation.add(
                String(parts[1]), isPositive: parts[0] == "1", by: rules,
                tenant: tenant.map { TenantID($0) })
            progress.step()
        }
        progress.end()
        print(json ? object(evaluation).text : words(evaluation))
    }

    private func words(_ evaluation: RuleEvaluation) -> String {
        var lines = [
            "\(evaluation.positive) to be hit, \(evaluation.truePositive) hit: "
                + "recall \(percent(evaluation.recall))",
            "\(evaluation.negative) not to be hit, \(evaluation.falsePositive) hit: "
                + "false hits \(percent(evaluation.falseHitRate))",
            "precision \(percent(evaluation.precision)), \(evaluation.undecided) undecided",
        ]
        lines += table("rule", evaluation.rules) + table("folding", evaluation.foldings)
        lines += evaluation.missed.map { "missed: \($0)" }
        lines += evaluation.hitWrongly.map { "hit wrongly: \($0)" }
        return lines.joined(separator: "\n")
    }

    private func table(_ name: String, _ hits: [String: RuleEvaluation.Hits]) -> [String] {
        hits.sorted {
            ($1.value.wrong, $1.value.right, $0.key) < ($0.value.wrong, $0.value.right, $1.key)
        }
        .map { "\(name) \($0.key): \($0.value.right) right, \($0.value.wrong) wrong" }
    }

    private func percent(_ ratio: Double?) -> String {
        ratio.map { "\(String(format: "%.2f", $0 * 100)) %" } ?? "unknown"
    }

    private func object(_ evaluation: RuleEvaluation) -> JSONValue {
        func counts(_ hits: [String: RuleEvaluation.Hits]) -> JSONValue {
            .object(
                hits.mapValues {
                    .object(["right": .int(Int64($0.right)), "wrong": .int(Int64($0.wrong))])
                })
        }
        func number(_ ratio: Double?) -> JSONValue { ratio.map { .double($0) } ?? .null }
        return .object([
            "positive": .int(Int64(evaluation.positive)),
            "true_positive": .int(Int64(evaluation.truePositive)),
            "negative": .int(Int64(evaluation.negative)),
            "false_positive": .int(Int64(evaluation.falsePositive)),
            "undecided": .int(Int64(evaluation.undecided)), "recall": number(evaluation.recall),
            "false_hit_rate": number(evaluation.falseHitRate),
            "precision": number(evaluation.precision), "rules": counts(evaluation.rules),
            "foldings": counts(evaluation.foldings),
            "missed": .array(evaluation.missed.map { .string($0) }),
            "hit_wrongly": .array(evaluation.hitWrongly.map { .string($0) }),
        ])
    }
}
