/// One entry of a rule: a word, a phrase, or a pattern.
struct Term: Sendable, Hashable {
    /// What an entry asks the text for.
    enum Form: Sendable, Hashable {
        /// A word or phrase, piece by piece.
        case phrase([TermPiece])
        /// A PCRE2 pattern, as written between the slashes.
        case pattern(String)
    }

    /// The entry as its author wrote it.
    let written: String
    let form: Form

    /// The pattern that PCRE2 runs for this entry.
    var pattern: String {
        switch form {
        case .phrase(let pieces): PhrasePattern(pieces).text
        case .pattern(let pattern): pattern
        }
    }

    /// Whether PCRE2's work on it can only grow with the length of the text: phrases are
    /// rendered without anything to backtrack into.
    var isLinear: Bool {
        if case .phrase = form { true } else { false }
    }
}
