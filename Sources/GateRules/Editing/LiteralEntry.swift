/// Writes a term as an entry that means exactly its words: where the grammar of entries
/// would read a wildcard, a comment, an exception or a pattern into them, as a pattern
/// that finds the words themselves.
struct LiteralEntry {
    /// The entry, for a word list as for a list of words in YAML.
    let text: String

    private static let wordCharacter = #"[\p{L}\p{N}\p{M}]"#

    /// - Parameters:
    ///   - term: the words.
    ///   - table: tells words from symbols.
    init(_ term: String, table: CharacterTable) throws(EntryFault) {
        let words = term.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard words.unicodeScalars.contains(where: Self.saysSomething) else {
            throw EntryFault(
                column: 1, message: "The term has neither letters nor digits.",
                remedy: "Name a word or phrase.")
        }
        text = Self.isPlain(words) ? words : "/\(Self.pattern(words))/"
        // What both grammars make of it: a fault is told before anything is written.
        _ = try EntryParser(EntryLine(whole: text), table: table).term()
    }

    private static func saysSomething(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber, .otherSymbol:
            true
        default: false
        }
    }

    /// Whether an entry of these very characters means them.
    private static func isPlain(_ words: String) -> Bool {
        let line = EntryLine(words)
        return !words.contains("*") && !words.hasPrefix("/") && !line.isException
            && line.entry == Array(words.unicodeScalars)
    }

    private static func pattern(_ words: String) -> String {
        let scalars = Array(words.unicodeScalars)
        let body = scalars.map(literal).joined()
        let before = isWord(scalars.first) ? "(?<!\(wordCharacter))" : ""
        let after = isWord(scalars.last) ? "(?!\(wordCharacter))" : ""
        return before + body + after
    }

    private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
        guard let scalar else { return false }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    private static func literal(_ scalar: Unicode.Scalar) -> String {
        if scalar == " " { return #"\s++"# }
        let isPlain = scalar.isASCII && isWord(scalar)
        return isPlain ? String(scalar) : "\\x{\(String(scalar.value, radix: 16))}"
    }
}
