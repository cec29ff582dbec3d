/// Takes what only Discord can show out of a text: mentions, links and small print.
enum DiscordText {
    /// What is left for people to read.
    ///
    /// - `<@1>`, `<#1>`, `<:smile:1>`, `<https://…>` and bare addresses go;
    /// - of a link `[words](address)` the words stay;
    /// - lines of small print (`-# …`) go, and so does "(Open on website for full quality)".
    static func cleaned(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.hasPrefix("-# ") }
            .map { squeezed(withoutMarkup($0)) }
            .joined(separator: "\n")
            .trimmed
    }

    private static let openOnWebsite = "(Open on website for full quality)"

    private static func withoutMarkup(_ line: Substring) -> String {
        var rest = line[...]
        var kept = ""
        while let character = rest.first {
            if let end = endOfTag(rest) ?? endOfAddress(rest) {
                rest = rest[end...]
            } else if let link = link(rest) {
                kept += link.words
                rest = rest[link.end...]
            } else {
                kept.append(character)
                rest = rest.dropFirst()
            }
        }
        return kept.replacing("(\(openOnWebsite))", with: "").replacing(openOnWebsite, with: "")
    }

    /// The longest tag or link; the bound keeps a text full of openings cheap.
    private static let longest = 2048

    private static func endOfTag(_ text: Substring) -> Substring.Index? {
        let starts = ["<@", "<#", "<:", "<a:", "<http://", "<https://"]
        guard text.first == "<", starts.contains(where: { text.hasPrefix($0) }) else { return nil }
        let inner = text.prefix(longest)
        guard let end = inner.firstIndex(where: { $0 == ">" || $0.isWhitespace }),
            inner[end] == ">"
        else { return nil }
        return inner.index(after: end)
    }

    private static func endOfAddress(_ text: Substring) -> Substring.Index? {
        guard text.first == "h", text.hasPrefix("http://") || text.hasPrefix("https://") else {
            return nil
        }
        return text.firstIndex { $0.isWhitespace || $0 == ")" || $0 == ">" } ?? text.endIndex
    }

    private static func link(_ text: Substring) -> (words: String, end: Substring.Index)? {
        guard text.first == "[" else { return nil }
        let inner = text.prefix(longest)
        guard let close = inner.firstIndex(of: "]") else { return nil }
        let tail = inner[inner.index(after: close)...]
        guard tail.hasPrefix("(http") || tail.hasPrefix("(<http"),
            let end = tail.firstIndex(of: ")")
        else { return nil }
        return (String(inner[..<close].dropFirst()), inner.index(after: end))
    }

    /// What was cut out leaves one space behind, not two.
    private static func squeezed(_ line: String) -> String {
        line.split { $0 == " " }.joined(separator: " ")
    }
}

extension String {
    /// Without white space at its ends.
    fileprivate var trimmed: String {
        let start = drop(while: \.isWhitespace)
        let end = start.lastIndex { !$0.isWhitespace }
        return end.map { String(start[...$0]) } ?? ""
    }
}
