import GateTestKit

/// Makes patterns by a grammar, and texts that they are likely to match.
struct PatternMaker {
    private static let words = [
        "nude", "kill", "as", "x", "sk", "é", "ß", "ς", "ı", "\u{212A}i", "ärger", "_n", "裸", "7",
        "ab c", "נ", "ि", "ⓐ", "ǅ", "\u{345}a", "ιx", "--no",
    ]
    private static let classes = [
        "[ab]", "[^a]", #"\w"#, #"\d"#, ".", "[k-m]", "[éß]", #"\s"#, "[ſx]", #"[\W_]"#, "[0-9]",
    ]
    private static let conditions = [
        #"\b"#, #"\b"#, #"\b"#, #"\B"#, #"(?<!\w)"#, #"(?!\w)"#, "^", "$", "(?=n)", "(?!x)",
        "(?<=a)", #"(?<![\w-])"#,
    ]
    private static let quantifiers = [
        "?", "+", "*", "{2}", "{1,3}", "{2,}", "??", "+?", "++", "?+", "{0}", "{0,2}",
    ]
    private static let between = [
        "", "", " ", "-", "_", "a", "x", "ि", "\u{5B4}", "\u{301}", "裸", "\n", "K", "\u{345}",
    ]

    let random: SeededRandom

    /// A pattern, and texts made of the same words.
    func pattern() -> (pattern: String, texts: [String]) {
        let pattern = sequence(depth: 3)
        return (pattern.text, (0..<20).map { _ in text(around: pattern.example()) })
    }

    /// A piece of a pattern, and how to make what it may match.
    private struct Piece {
        let text: String
        let example: () -> String
    }

    private func sequence(depth: Int) -> Piece {
        let pieces = (0...pick(3)).map { _ in piece(depth: depth) }
        return Piece(text: pieces.map(\.text).joined()) {
            pieces.map { $0.example() }.joined()
        }
    }

    private func piece(depth: Int) -> Piece {
        switch pick(depth > 0 ? 10 : 6) {
        case 0, 1, 2:
            let word = choose(Self.words)
            return Piece(text: word) { changed(word) }
        case 3:
            let name = choose(Self.classes)
            return Piece(text: name) { choose(["a", "k", "7", " ", "é", "s", "-", "l"]) }
        case 4, 5: return Piece(text: choose(Self.conditions)) { "" }
        case 6, 7: return alternation(depth: depth)
        default: return loop(depth: depth)
        }
    }

    private func alternation(depth: Int) -> Piece {
        let pieces = (0...pick(3)).map { _ in sequence(depth: depth - 1) }
        let opening = choose(["(", "(?:", "(?>", "(?i:", "(?-i:", "(?|", "(?<n>"])
        return Piece(text: opening + pieces.map(\.text).joined(separator: "|") + ")") {
            pieces[pick(pieces.count)].example()
        }
    }

    private func loop(depth: Int) -> Piece {
        let piece = sequence(depth: depth - 1)
        return Piece(text: "(?:" + piece.text + ")" + choose(Self.quantifiers)) {
            (0..<pick(4)).map { _ in piece.example() }.joined()
        }
    }

    private func text(around example: String) -> String {
        choose(Self.between) + choose(["", "", "a "]) + choose(Self.between) + example
            + choose(Self.between) + choose(["", "", " a"])
    }

    /// In another case, now and then.
    private func changed(_ word: String) -> String {
        switch pick(6) {
        case 0: word.uppercased()
        case 1: word.replacing("k", with: "\u{212A}").replacing("s", with: "\u{17F}")
        case 2: word.lowercased()
        case 3: word.replacing("a", with: choose(["a", "\u{345}", "b"]))
        default: word
        }
    }

    private func pick(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }

    private func choose(_ all: [String]) -> String { all[pick(all.count)] }
}
