/// Makes the prompt that was sent and the one that the image bot echoes comparable.
///
/// Midjourney rewrites what it echoes: it adds and reorders parameters, shortens links to
/// `<https://s.mj.run/…>`, turns an em dash into `--`, and collapses white space.
public enum PromptEcho {
    /// What is left of `prompt` when everything that the image bot may rewrite is gone:
    ///
    /// - links, bare or in `<…>`;
    /// - the tag `<#id#>` of `midjourney-api`;
    /// - everything from the first parameter (a word like `--ar` or `—ar`) on;
    /// - runs of white space, which become one space, and none at the ends.
    ///
    /// Two prompts that differ in their links or parameters alone become equal, so equality
    /// is a hint, to be refused where it fits two tasks. Letters keep their case.
    public static func normalised(_ prompt: String) -> String {
        var rest = prompt.unicodeScalars[...]
        var kept = String.UnicodeScalarView()
        while let scalar = rest.first {
            if let end = endOfTag(rest) ?? endOfLink(rest) {
                kept.append(" ")
                rest = rest[end...]
            } else {
                kept.append(
                    contentsOf: (scalar == "\u{2014}" ? "--" : String(scalar)).unicodeScalars)
                rest = rest.dropFirst()
            }
        }
        return words(of: kept).prefix { !isParameter($0) }.joined(separator: " ")
    }

    private typealias Text = Substring.UnicodeScalarView

    /// Trigger ids are shorter; the bound keeps a prompt full of `<#` cheap.
    private static let longestTag = 64

    /// Where a `<#…#>` that `text` begins with ends; one word, or it is no tag.
    private static func endOfTag(_ text: Text) -> Text.Index? {
        guard text.starts(with: "<#".unicodeScalars) else { return nil }
        let inner = text.dropFirst(2).prefix(longestTag)
        guard
            let end = inner.firstIndex(where: { $0 == ">" || $0.properties.isWhitespace }),
            inner[end] == ">", inner[..<end].last == "#"
        else { return nil }
        return inner.index(after: end)
    }

    /// Where a link that `text` begins with ends: at white space, or after a `>`.
    private static func endOfLink(_ text: Text) -> Text.Index? {
        let address = text.first == "<" ? text.dropFirst() : text
        guard isWeb(address) else { return nil }
        guard let end = address.firstIndex(where: { $0 == ">" || $0.properties.isWhitespace })
        else { return address.endIndex }
        return address[end] == ">" ? address.index(after: end) : end
    }

    /// By scalars: a combining mark behind the slashes makes no difference.
    private static func isWeb(_ text: Text) -> Bool {
        ["http://", "https://"].contains { start in
            text.prefix(start.utf8.count).map { $0.value | 0x20 } == start.utf8.map { UInt32($0) }
        }
    }

    private static func words(of text: String.UnicodeScalarView) -> [String] {
        text.split { $0.properties.isWhitespace }.map { String($0) }
    }

    private static func isParameter(_ word: String) -> Bool {
        word.hasPrefix("--") && word.dropFirst(2).first?.isLetter == true
    }
}
