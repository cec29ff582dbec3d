extension Entry {
    /// The PCRE2 pattern that says what the entry means.
    ///
    /// A boundary is asked only beside a word character of the entry's own. A hyphen that
    /// joins two words ("bloody-minded") makes one word of them; one that stands at a
    /// word's end, or two of them, do not. `_` separates. Beside scripts that write no
    /// spaces between words there is nothing to ask.
    var pcre2: String {
        switch self {
        case .pattern(let pattern): pattern
        case .words(let words): words.pcre2
        }
    }
}

extension Entry.Words {
    /// What may stand where the entry has white space: a run of anything but letters and
    /// digits, bounded so that a phrase does not reach over half a prompt.
    private static let separators = #"[\W_]{1,16}"#
    private static let unspaced =
        #"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"#
    private static let letter = #"(?!\#(unspaced))[\p{L}\p{N}\p{M}]"#
    /// Hyphen-minus, hyphen, non-breaking hyphen.
    private static let hyphen = #"[-\x{2010}\x{2011}]"#
    private static let noLetterBefore =
        #"(?<!(?:[\p{L}\p{N}\p{M}]))(?<![\p{L}\p{N}\p{M}]\#(hyphen))"#
    private static let begin = #"(?:(?<=\#(unspaced))|\#(noLetterBefore))"#
    private static let end = #"(?!\#(letter))(?!\#(hyphen)\#(letter))"#

    fileprivate var pcre2: String {
        let body = pieces.map(Self.quoted).joined(separator: Self.separators)
        return opening + body + closing
    }

    private var opening: String {
        if beginsOpen { return Self.begin + #"\w*"# }
        return asksBoundary(beside: pieces.first?.unicodeScalars.first) ? Self.begin : ""
    }

    private var closing: String {
        if endsOpen { return #"\w*"# + Self.end }
        return asksBoundary(beside: pieces.last?.unicodeScalars.last) ? Self.end : ""
    }

    private func asksBoundary(beside scalar: Unicode.Scalar?) -> Bool {
        guard let scalar else { return false }
        return scalar.isWordScalar && !scalar.isUnspaced
    }

    /// `\Q…\E`, with an `\E` of the entry's own let through.
    private static func quoted(_ piece: String) -> String {
        #"\Q"# + piece.replacing(#"\E"#, with: #"\E\\E\Q"#) + #"\E"#
    }
}

extension Unicode.Scalar {
    /// Whether PCRE2 sees a letter, a digit or a mark.
    fileprivate var isWordScalar: Bool {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark,
            .enclosingMark:
            true
        default: false
        }
    }

    /// Whether it belongs to a script that writes no spaces between words: the blocks of
    /// Thai, Lao, Myanmar, Khmer, kana and Han.
    fileprivate var isUnspaced: Bool {
        switch value {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x19E0...0x19FF, 0x2E80...0x2FDF,
            0x3005...0x3007, 0x3021...0x3029, 0x3038...0x303B, 0x3041...0x30FF, 0x31F0...0x31FF,
            0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA9E0...0xA9FF, 0xAA60...0xAA7F, 0xF900...0xFAFF,
            0xFF66...0xFF9F, 0x1B000...0x1B16F, 0x20000...0x323AF:
            true
        default: false
        }
    }
}
