import GateCore

/// The content of a Midjourney message, taken apart: `**prompt** - tail`. The prompt is
/// anyone's text and may look like a tail, or hold `**`; so the split is the last one whose
/// tail reads as one, and nothing is looked for in the prompt.
struct MidjourneyCaption: Hashable, Sendable {
    /// What the tail says about how far the job is.
    enum State: Hashable, Sendable {
        case waiting
        case percent(Int)
        case stopped
        case paused
        /// None of these, as on a result.
        case plain
    }

    /// The bot's own tail holds no `** - `; the bound keeps a prompt full of it cheap.
    private static let mostSplits = 8

    /// The prompt as the bot echoes it; nil when the content shows none.
    let prompt: String?
    let state: State
    let form: MidjourneyForm

    /// Reads a message's content.
    init(_ content: String) {
        let (prompt, tail) = Self.split(content)
        let parts = Self.parts(of: tail)
        self.prompt = prompt
        state = Self.state(of: parts.groups)
        form = MidjourneyForm(parts.head)
    }

    private static func split(_ content: String) -> (prompt: String?, tail: Substring) {
        let text = content.drop { $0.isWhitespace }
        guard text.hasPrefix("**") else { return (nil, text) }
        let body = text.dropFirst(2)
        let closings = closings(in: body)
        let split =
            closings.suffix(mostSplits).last { isTail(body[$0...].dropFirst(5)) }
            ?? closings.last
        if let split { return (String(body[..<split]), body[split...].dropFirst(5)) }
        guard let end = lastStars(in: body) else { return (nil, "") }
        return (String(body[..<end]), body[end...].dropFirst(2))
    }

    /// Where each `** - ` of `text` begins.
    private static func closings(in text: Substring) -> [Substring.Index] {
        text.indices.filter { text[$0] == "*" && text[$0...].hasPrefix("** - ") }
    }

    private static func lastStars(in text: Substring) -> Substring.Index? {
        text.indices.last { text[$0] == "*" && text[$0...].hasPrefix("**") }
    }

    /// A tail names the user, after nothing or a form and its "by".
    private static func isTail(_ text: Substring) -> Bool {
        let parts = parts(of: text)
        guard parts.hasMention else { return false }
        return parts.head.isEmpty || parts.head.hasPrefix("Image #") || parts.head.hasSuffix(" by")
    }

    /// A tail is its first line: what comes before the `<@user>`, and the parentheses after.
    private static func parts(
        of tail: Substring
    ) -> (head: String, groups: [Substring], hasMention: Bool) {
        let line = tail.prefix { !$0.isNewline }
        let start = line.indices.first { line[$0...].hasPrefix("<@") }
        let head = line[..<(start ?? line.endIndex)]
        let words = head.split { $0.isWhitespace }.joined(separator: " ")
        return (words, groups(in: line[(start ?? line.startIndex)...]), start != nil)
    }

    /// The texts in outermost parentheses.
    private static func groups(in text: Substring) -> [Substring] {
        var groups: [Substring] = []
        var depth = 0
        var start = text.startIndex
        for index in text.indices {
            if text[index] == "(" {
                depth += 1
                if depth == 1 { start = text.index(after: index) }
            } else if text[index] == ")", depth > 0 {
                depth -= 1
                if depth == 0 { groups.append(text[start..<index]) }
            }
        }
        return groups
    }

    private static func state(of groups: [Substring]) -> State {
        for group in groups {
            switch group.lowercased() {
            case "waiting to start": return .waiting
            case "stopped": return .stopped
            case "paused": return .paused
            default: if let percent = percent(group) { return .percent(percent) }
            }
        }
        return .plain
    }

    private static func percent(_ group: Substring) -> Int? {
        guard group.last == "%", let number = Int(group.dropLast()) else { return nil }
        return min(max(number, 0), 100)
    }
}
