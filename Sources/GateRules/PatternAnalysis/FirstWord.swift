/// The word that a literal begins with.
struct FirstWord {
    /// Whether a word of the text begins where the literal does.
    private(set) var isAtStart = false
    /// Whether that word of the text ends where it does in the literal.
    private(set) var isWhole = false
    /// Whether the literal is that word and nothing else.
    private(set) var isAll = false
    /// The word.
    private(set) var bytes: [UInt8] = []

    /// - Parameter literal: folded, with the marks of `LiteralSets`.
    init(_ literal: [UInt8], table: CharacterTable) {
        guard literal.first == LiteralSets.boundary else { return }
        var rest = literal.drop { $0 == LiteralSets.boundary }
        guard let first = Self.scalar(of: rest), Self.isLetter(first, table) else { return }
        isAtStart = true
        var last = first
        while let scalar = Self.scalar(of: rest), table[scalar].isWord {
            let length = String(Character(scalar)).utf8.count
            bytes += rest.prefix(length)
            rest = rest.dropFirst(length)
            last = scalar
        }
        isAll = rest.allSatisfy { $0 == LiteralSets.boundary }
        guard let next = rest.first else { return }
        // Another character ends the word; so does a boundary behind a letter.
        isWhole = next != LiteralSets.boundary || Self.isLetter(last, table)
    }

    /// A word character to PCRE2 in every version, and whichever of its cases stands in the
    /// text: iota is also the other case of a mark (U+0345).
    private static func isLetter(_ scalar: Unicode.Scalar, _ table: CharacterTable) -> Bool {
        guard table[scalar].isWord, scalar != "\u{3B9}" else { return false }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: return false
        default: return true
        }
    }

    private static func scalar(of bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
        guard let first = bytes.first, first != LiteralSets.boundary else { return nil }
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        return String(decoding: bytes.prefix(length), as: UTF8.self).unicodeScalars.first
    }
}
