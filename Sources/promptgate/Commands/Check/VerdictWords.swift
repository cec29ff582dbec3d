import GateCore

/// Tells a verdict to a person.
struct VerdictWords {
    let style: TerminalStyle

    /// The lines, without the last line break.
    func lines(_ judgement: TextJudgement, text: String) -> String {
        let text = style.isTerminal ? Self.harmless(text) : text
        var lines = judgement.matches.map { self.lines($0, text) }
        lines += judgement.shadow.map { "in shadow, not counted: \(self.lines($0, text))" }
        lines += judgement.undecided.map { "undecided: rule \($0) took too long on this text" }
        return lines.isEmpty ? "pass" : lines.joined(separator: "\n")
    }

    private func lines(_ match: RuleMatch, _ text: String) -> String {
        let place = match.span[0]..<match.span[1]
        var lines = """
            \(style.bold(match.action.rawValue)): rule \(match.rule) \
            (\(match.category), \(match.severity.rawValue)) matches “\(Self.harmless(match.text))” at \
            \(match.span[0])–\(match.span[1]), \(match.folding.rawValue)\(layers(match))
              \(shown(text, place))
            """
        if !style.isTerminal { lines += "\n  \(marker(place, in: text))" }
        if let message = match.message { lines += "\n  \(message)" }
        return lines
    }

    /// Control characters, which a terminal would obey, as U+FFFD: one for one, so that
    /// places stay right.
    private static func harmless(_ text: String) -> String {
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            shown.append(
                isControl || (0x202A...0x202E).contains(scalar.value) ? "\u{FFFD}" : scalar)
        }
        return String(shown)
    }

    private func layers(_ match: RuleMatch) -> String {
        let layers = (match.layers ?? []).filter { !$0.isEmpty }
        return layers.isEmpty ? "" : ", from \(layers.joined(separator: " and "))"
    }

    /// The text with the match underlined, on a terminal.
    private func shown(_ text: String, _ place: Range<Int>) -> String {
        let scalars = Array(text.unicodeScalars)
        guard style.isTerminal, place.upperBound <= scalars.count else { return text }
        func part(_ range: Range<Int>) -> String {
            String(String.UnicodeScalarView(scalars[range]))
        }
        return part(0..<place.lowerBound) + style.marked(part(place))
            + part(place.upperBound..<scalars.count)
    }

    /// Carets below the match, where nothing can be underlined.
    private func marker(_ place: Range<Int>, in text: String) -> String {
        String(repeating: " ", count: min(place.lowerBound, text.unicodeScalars.count))
            + String(repeating: "^", count: max(1, place.count))
    }
}
