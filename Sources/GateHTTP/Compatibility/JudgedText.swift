import GateCore

/// A text with its verdict.
struct JudgedText: Sendable {
    let text: String
    let judgement: TextJudgement

    /// Whether the text must not go on: an admin who could approve it is on no other
    /// product's side.
    var isRefused: Bool { judgement.action >= .review }

    /// Whether the text goes on without some of its words.
    var isRedacted: Bool { judgement.action == .redact }

    /// The text with what the rules do not let through covered (█, one for each code point).
    var covered: String {
        var scalars = Array(text.unicodeScalars)
        for match in judgement.matches where match.action >= .redact && match.span.count == 2 {
            let span = match.span[0]..<max(match.span[0], match.span[1])
            for place in span.clamped(to: scalars.indices) { scalars[place] = "█" }
        }
        return scalars.reduce(into: "") { $0.unicodeScalars.append($1) }
    }

    /// Why the text is not as welcome as others, in a sentence for whoever wrote it: the
    /// rule's own message, or else its category. No word of any rule, in no explain mode.
    var reason: String {
        guard let match = strongest else { return "The text goes against the rules." }
        return match.message ?? "The text goes against the rules (\(match.category))."
    }

    /// The first match of the strongest action.
    private var strongest: RuleMatch? {
        judgement.matches.first { $0.action == judgement.action } ?? judgement.matches.first
    }

    /// The highest score of the matches that `isMeant` names; nil when there are none.
    func score(where isMeant: (RuleMatch) -> Bool) -> Double? {
        judgement.matches.filter(isMeant).map(\.severity.score).max()
    }

    /// The native verdict, as `POST /v1/moderate` answers it.
    func json(_ explain: ExplainMode) -> OrderedJSON { judgement.json(text: text, explain) }
}

extension RuleSeverity {
    /// The severity as other APIs write one: a number from 0 to 1. A rule knows no
    /// probabilities; the four numbers are there to be compared with thresholds.
    var score: Double {
        switch self {
        case .low: 0.4
        case .medium: 0.6
        case .high: 0.8
        case .critical: 0.99
        }
    }
}
