/// What a rule looks for.
enum Entry: Hashable, Sendable {
    /// Words, with the pieces between white space apart; `*` at an end is in the flags.
    case words(Words)
    /// A PCRE2 pattern as its author wrote it, without the slashes.
    case pattern(String)

    /// A word or phrase.
    struct Words: Hashable, Sendable {
        let pieces: [String]
        let beginsOpen: Bool
        let endsOpen: Bool
    }

    /// The entry as its author wrote it.
    var written: String {
        switch self {
        case .pattern(let pattern): "/\(pattern)/"
        case .words(let words):
            (words.beginsOpen ? "*" : "") + words.pieces.joined(separator: " ")
                + (words.endsOpen ? "*" : "")
        }
    }
}
