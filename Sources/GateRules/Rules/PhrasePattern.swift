/// Renders a phrase as a PCRE2 pattern. This is where "on word boundaries" is defined.
///
/// - A **word character** is a letter, digit or mark. `_` is none (`_nude_` is a hit), nor
///   are marks that belong to no script (accents, the emoji selector), nor the characters
///   of scripts that put no spaces between words: those match without boundaries, and
///   `nude` is found between two of them.
/// - A **boundary** is asked only beside a phrase's own word character: no other word
///   character may touch it there. An accent between the two does not part them.
/// - A **compound** is another word: where the phrase's last word opens one of two parts
///   (`blood` in `blood-red`, `bloody` in `bloody-minded`) it is no hit. The last part of
///   a compound is its head, so `semi-nude` is a hit; so are longer chains
///   (`a-nude-woman`), which are spaces in disguise, and a hyphen with nothing to join
///   (`blood-`, `-blood`, `nude--art`).
/// - A **gap** (white space in a phrase) is any run of characters that are no word
///   characters, but not the end of a sentence or list item: `belly-button`,
///   `belly...button` and `belly _ button` are hits of `belly button`, `tied. Up` is none
///   of `tied up`.
///
/// Every repeat is possessive, so that a phrase costs time in proportion to the text.
struct PhrasePattern {
    /// Chinese, Japanese, Thai, Lao, Khmer and Burmese put no spaces between words. PCRE2
    /// takes script extensions into account, so the Japanese long vowel mark is among them.
    static let unspaced = #"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"#

    /// One word character. U+0345 is the one scriptless mark with an upper-case letter, and
    /// caseless matching equates the two.
    static let word = #"(?:\x{345}|(?![\#(unspaced)\p{Inherited}])[\p{L}\p{N}\p{M}])"#

    /// One character of a script without spaces between words.
    static let unspacedWord = #"(?:(?=[\#(unspaced)])[\p{L}\p{N}\p{M}])"#

    private static let accent = #"[\x{300}-\x{344}\x{346}-\x{36F}]"#
    private static let hyphen = #"[-\x{2010}\x{2011}]"#
    private static let boundaryBefore = "(?<!\(word)|\(word)\(accent)|\(word)\(accent){2})"
    private static let boundaryAfter = "(?!\(accent)*+\(word))"

    /// Remembers, in group 1, that the word goes on a compound that began before it.
    private static let noteCompound = "(?:(?<=\(word)\(hyphen))())?+"
    /// Refuses a word that opens a compound of two parts.
    private static let opensNoCompound =
        #"(?(1)|(?!\#(hyphen)(?=\p{L})\#(word)++(?!\#(hyphen)\#(word))))"#

    private static let sentenceEnd = #".,;:!?\x{2026}\x{3001}\x{3002}\x{FF01}\x{FF0C}\x{FF1F}"#
    private static let gap =
        "(?:(?!\(word)|\(unspacedWord)|[\(sentenceEnd)][\\s\\p{Pe}\\p{Pf}\"'])(?s:.))++"

    private let pieces: [TermPiece]

    init(_ pieces: [TermPiece]) { self.pieces = pieces }

    /// The pattern.
    var text: String {
        pieces.indices.map(render).joined()
    }

    private func render(_ index: Int) -> String {
        switch pieces[index] {
        case .gap: Self.gap
        case .symbols(let scalars): scalars.map(Self.symbol).joined()
        case .unspaced(let scalar): Self.literal(scalar)
        case .word(let scalars, let leading, let trailing):
            (isBounded(index - 1) ? Self.boundaryBefore : "")
                + wordPattern(scalars, leading, trailing, isLast: index == pieces.count - 1)
                + (isBounded(index + 1) && !trailing ? Self.boundaryAfter : "")
                + (index == pieces.count - 1 && !trailing ? Self.opensNoCompound : "")
        }
    }

    /// Whether a word asks for a boundary towards its neighbour: at the ends of the phrase
    /// and beside gaps. Between a word and a symbol the symbol itself decides.
    private func isBounded(_ neighbour: Int) -> Bool {
        !pieces.indices.contains(neighbour) || pieces[neighbour] == .gap
    }

    private func wordPattern(
        _ scalars: [Unicode.Scalar], _ leading: Bool, _ trailing: Bool, isLast: Bool
    ) -> String {
        let literal = scalars.map(Self.literal).joined()
        let body =
            switch (leading, trailing) {
            case (false, false): literal
            case (false, true): "\(literal)\(Self.word)*+"
            // Takes the whole word, then looks back: nothing to backtrack into.
            case (true, false): "\(Self.word)*+(?<=\(literal))"
            case (true, true): "(?:(?!\(literal))\(Self.word))*+\(literal)\(Self.word)*+"
            }
        return isLast && !trailing ? Self.noteCompound + body : body
    }

    /// A hyphen stands for all hyphens, an apostrophe for both: keyboards differ.
    private static func symbol(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "-", "\u{2010}", "\u{2011}": hyphen
        case "'", "\u{2019}": #"['\x{2019}]"#
        default: literal(scalar)
        }
    }

    /// Whether a symbol of a phrase stands for itself alone.
    static func isLiteral(_ symbol: Unicode.Scalar) -> Bool {
        !["-", "\u{2010}", "\u{2011}", "'", "\u{2019}"].contains(symbol)
    }

    private static func literal(_ scalar: Unicode.Scalar) -> String {
        let isPlain =
            ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
            || ("0"..."9").contains(scalar)
        return isPlain ? String(scalar) : "\\x{\(String(scalar.value, radix: 16))}"
    }
}
