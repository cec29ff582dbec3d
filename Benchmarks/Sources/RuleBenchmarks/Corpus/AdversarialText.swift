/// A text of 6,000 bytes that is made to be slow.
struct AdversarialText {
    static let size = 6_000

    let name: String
    let text: Text

    private init(_ name: String, _ part: String) {
        self.init(name, cycling: [part])
    }

    /// Repeats the parts, one after the other, up to the size.
    private init(_ name: String, cycling parts: [String]) {
        self.name = name
        var string = ""
        var place = 0
        while true {
            let part = parts[place % parts.count]
            guard string.utf8.count + part.utf8.count <= Self.size, !part.isEmpty else { break }
            string.unicodeScalars.append(contentsOf: part.unicodeScalars)
            place += 1
        }
        text = Text(string)
    }

    /// All of them, made against these rules.
    static func all(against rules: [BenchRule]) -> [AdversarialText] {
        let words = rules.filter { $0.kind == .word }.map(\.sample)
        let short = words.min { $0.utf8.count < $1.utf8.count } ?? "kill"
        return againstWords(words, short) + evasions(of: short) + walls
    }

    private static func againstWords(_ words: [String], _ short: String) -> [AdversarialText] {
        [
            AdversarialText("one banned word again and again", short + " "),
            AdversarialText("all banned words", cycling: words.map { $0 + " " }),
            AdversarialText("near misses", cycling: words.map { $0 + "q " }),
            AdversarialText("weak prefixes", cycling: words.map { $0.prefix(2) + " " }),
            AdversarialText("prefixes", cycling: words.map { $0.dropLast() + " " }),
            AdversarialText("banned words run together", cycling: words),
        ]
    }

    private static func evasions(of short: String) -> [AdversarialText] {
        let leet = short.map {
            ["a": "4", "e": "3", "i": "1", "o": "0", "s": "$"][$0] ?? String($0)
        }
        let spaced = short.map { "\($0) " }.joined()
        let tower = "a" + String(repeating: "\u{301}", count: 30)
        return [
            AdversarialText("leet", leet.joined() + " "),
            AdversarialText("leet soup", "5h17 4$$ 1|\\/| 3v1l @@ !1| "),
            AdversarialText("spaced letters", spaced),
            AdversarialText("letters with dots", short.map { "\($0)." }.joined()),
            AdversarialText("zero width", short.map { "\($0)\u{200B}" }.joined() + " "),
            AdversarialText("towers of marks", tower),
            AdversarialText("long runs", short.map { String(repeating: $0, count: 40) }.joined()),
            AdversarialText("masked", short.prefix(1) + "***" + short.suffix(1) + " "),
            AdversarialText("reversed", "\u{202E}" + String(short.reversed()) + "\u{202C} "),
            AdversarialText("full width", "ｋｉｌｌ ｎｕｄｅ "),
            AdversarialText("confusables", "kіll nudе ѕex "),
        ]
    }

    private static let walls = [
        AdversarialText("a a a", "a "),
        AdversarialText("one letter", "a"),
        AdversarialText("asterisks", "****"),
        AdversarialText("digits", "1 0 1 0 5 3 4 "),
        AdversarialText("alternating scripts", "aбcδe一fかg "),
        AdversarialText("nested overrides", "\u{202E}a\u{202D}b\u{2067}c"),
        AdversarialText("spaces", " "),
        AdversarialText("hyphens", "a-"),
        AdversarialText("double hyphens", "--"),
        AdversarialText("colons", "::"),
        AdversarialText("addresses", "https://a.b/ "),
        AdversarialText("emoji", "👩‍🎨"),
        AdversarialText("Han", "一幅美丽的山水画"),
        AdversarialText("tags", "a\u{E0061}\u{E0062}"),
    ]
}
