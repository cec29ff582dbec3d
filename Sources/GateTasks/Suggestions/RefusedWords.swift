/// Finds the words that the image bot named when it refused a prompt.
///
/// What it says is free text (`Banned prompt detected: tyrone`, "The word `tyrone` is
/// banned."), so a candidate counts only where the prompt has it too: then nothing of the
/// bot's own sentences is taken for a word.
struct RefusedWords {
    private static let most = 8
    private static let longest = 100
    /// What stands around a word that is quoted.
    private static let quotes: [(open: String, close: String)] = [
        ("`", "`"), ("\"", "\""), ("\u{201C}", "\u{201D}"), ("**", "**"), ("'", "'"),
        ("\u{2018}", "\u{2019}"),
    ]
    /// What stands before a word that is not.
    private static let announcements = [
        "banned prompt detected:", "banned prompt:", "banned words:", "banned word:",
        "banned words", "banned word", "the words", "the word", "the phrase",
    ]
    private static let ends: Set<Character> = [",", ".", ";", "!", "?", "\n", ")", ":"]

    private let prompt: [String]

    /// - Parameter prompt: the refused one.
    init(in prompt: String) { self.prompt = Self.words(prompt) }

    /// The words that `text` names, each once, in order.
    func named(by text: String) -> [String] {
        var found: [String] = []
        for candidate in quoted(text) + announced(text) {
            let term = Self.bare(candidate)
            guard !term.isEmpty, term.count <= Self.longest, isInPrompt(term),
                !found.contains(where: { $0.lowercased() == term.lowercased() })
            else { continue }
            found.append(term)
        }
        return Array(found.prefix(Self.most))
    }

    private func quoted(_ text: String) -> [String] {
        Self.quotes.flatMap { quote in
            var parts: [String] = []
            var rest = text[...]
            while let open = rest.firstRange(of: quote.open) {
                let inner = rest[open.upperBound...]
                guard let close = inner.firstRange(of: quote.close) else { break }
                parts.append(String(inner[..<close.lowerBound]))
                rest = inner[close.upperBound...]
            }
            return parts
        }
    }

    /// What follows an announcement, up to the end of its clause: the longest run of words
    /// from there on that the prompt has.
    private func announced(_ text: String) -> [String] {
        let lower = text.lowercased()
        return Self.announcements.compactMap { announcement in
            guard let place = lower.firstRange(of: announcement) else { return nil }
            var rest = lower[place.upperBound...].drop { $0.isWhitespace || $0 == ":" }
            rest = rest.prefix { !Self.ends.contains($0) }
            var words = rest.split(whereSeparator: \.isWhitespace).prefix(6)
            while !words.isEmpty, !isInPrompt(words.joined(separator: " ")) { words.removeLast() }
            return words.isEmpty ? nil : words.joined(separator: " ")
        }
    }

    /// A candidate without what stands around its first and last word.
    private static func bare(_ candidate: String) -> String {
        let isWord: (Character) -> Bool = { $0.isLetter || $0.isNumber }
        guard let first = candidate.firstIndex(where: isWord),
            let last = candidate.lastIndex(where: isWord)
        else { return "" }
        return candidate[first...last].split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
    }

    /// Whether the words of `term` stand in the prompt, one after another.
    private func isInPrompt(_ term: String) -> Bool {
        let wanted = Self.words(term)
        guard !wanted.isEmpty, wanted.count <= prompt.count else { return false }
        return (0...prompt.count - wanted.count).contains {
            prompt[$0..<$0 + wanted.count].elementsEqual(wanted)
        }
    }

    private static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
