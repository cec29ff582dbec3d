import Foundation
import GateCore

/// Prints a judgement for a person or for a program.
struct VerdictPrinter {
    private let json: Bool
    private let encoder: JSONEncoder

    /// - Parameter json: one JSON object a line, instead of words.
    init(json: Bool) {
        self.json = json
        encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    /// Prints one judgement on standard output.
    /// - Throws: when the text cannot be encoded.
    func show(_ judgement: TextJudgement, of text: String) throws {
        if json {
            let line = try encoder.encode(VerdictLine(judgement, text: text))
            print(String(decoding: line, as: UTF8.self))
        } else if judgement.matches.isEmpty {
            print(judgement.undecided.isEmpty ? "pass" : "undecided: \(judgement.undecided[0])")
        } else {
            for match in judgement.matches { print(words(match, text)) }
        }
    }

    private func words(_ match: RuleMatch, _ text: String) -> String {
        let scalars = text.unicodeScalars
        let marker =
            String(repeating: " ", count: min(match.span[0], scalars.count))
            + String(repeating: "^", count: max(1, match.span[1] - match.span[0]))
        return """
            \(match.action.rawValue): rule \(match.rule) (\(match.category), \(match.severity.rawValue)) \
            matches “\(match.text)” at \(match.span[0])–\(match.span[1]), \(match.folding.rawValue)
              \(text)
              \(marker)
            """
    }
}

/// The native verdict, as `POST /v1/moderate` answers it too.
private struct VerdictLine: Encodable {
    let action: RuleAction
    let flagged: Bool
    let revision: String
    let text: String
    let matches: [RuleMatch]
    /// Rules that could not be decided; left out when there are none.
    let undecided: [String]?

    init(_ judgement: TextJudgement, text: String) {
        action = judgement.action
        flagged = judgement.action != .allow
        revision = judgement.revision
        self.text = text
        matches = judgement.matches
        undecided = judgement.undecided.isEmpty ? nil : judgement.undecided
    }
}
