import GateCore
import Testing

@testable import GateRules

/// The 22 ways of writing a word that published filters are compared by.
@Suite("Recall over kinds of evasion")
struct RecallTests {
    private static let words = [
        "fuck", "shit", "ass", "bitch", "nude", "naked", "porn", "sex", "cock", "pussy", "boobs",
        "tits", "dick", "cunt", "whore", "slut", "penis", "vagina", "blowjob", "hentai",
    ]
    private static let carriers = ["@", "a photo of @ in the park", "I like @, really"]

    private static func mapped(_ word: String, _ table: [Character: String]) -> String {
        word.map { table[$0] ?? String($0) }.joined()
    }

    private static func shifted(_ word: String, from base: UInt32) -> String {
        var text = ""
        for scalar in word.unicodeScalars {
            if let other = Unicode.Scalar(base + scalar.value - 97) {
                text.unicodeScalars.append(other)
            }
        }
        return text
    }

    private static let leet: [Character: String] = [
        "a": "4", "e": "3", "i": "1", "o": "0", "s": "5", "t": "7",
    ]
    private static let cyrillic: [Character: String] = [
        "a": "а", "c": "с", "e": "е", "i": "і", "o": "о", "p": "р", "s": "ѕ", "x": "х", "y": "у",
        "k": "к", "h": "һ", "j": "ј",
    ]

    private static func between(_ word: String, _ separator: String) -> String {
        word.map(String.init).joined(separator: separator)
    }

    private static func tagged(_ word: String) -> String {
        between(word, "\u{E0041}")
    }

    private static let kinds: [(name: String, write: @Sendable (String) -> String)] = [
        ("plain", { $0 }), ("upper", { $0.uppercased() }), ("leet", { mapped($0, leet) }),
        ("cyrillic", { mapped($0, cyrillic) }), ("fullwidth", { shifted($0, from: 0xFF41) }),
        ("math bold", { shifted($0, from: 0x1D41A) }), ("circled", { shifted($0, from: 0x24D0) }),
        ("zwsp", { between($0, "\u{200B}") }), ("zwj", { between($0, "\u{200D}") }),
        ("soft hyphen", { between($0, "\u{AD}") }), ("U+2064", { between($0, "\u{2064}") }),
        ("tags", { tagged($0) }), ("spaces", { between($0, " ") }), ("dots", { between($0, ".") }),
        ("dashes", { between($0, "-") }), ("underscores", { between($0, "_") }),
        ("repeated", { $0.map { "\($0)\($0)\($0)" }.joined() }),
        ("zalgo", { $0.map { "\($0)\u{301}\u{336}\u{350}" }.joined() }),
        ("masked", { "\($0.prefix(1))*\($0.dropFirst(2))" }),
        ("leet and spaces", { between(mapped($0, leet), " ") }),
        ("cyrillic and zwsp", { between(mapped($0, cyrillic), "\u{200B}") }),
        ("reversed", { "\u{202E}\(String($0.reversed()))\u{202C}" }),
    ]

    @Test("is 97 in a hundred or more")
    func recall() throws {
        let rules = try TestRules.of(Self.words)
        var found = 0
        var missed: [String: [String]] = [:]
        for (name, write) in Self.kinds {
            for word in Self.words {
                for carrier in Self.carriers {
                    let text = carrier.replacing("@", with: write(word))
                    if rules.judge(text, tenant: nil).matches.contains(where: { $0.term == word }) {
                        found += 1
                    } else {
                        missed[name, default: []].append(text)
                    }
                }
            }
        }
        let recall = Double(found) / Double(Self.kinds.count * Self.words.count * 3)
        #expect(recall >= 0.97, "\(missed)")
        // Numbers are numbers: what is left are words written in digits alone, or nearly.
        #expect(
            Set(missed.keys).isSubset(of: [
                "leet", "leet and spaces", "cyrillic", "cyrillic and zwsp",
            ]))
    }
}
