/// A part of a PCRE2 pattern, as far as the analyses of patterns need to know it.
indirect enum PatternNode: Sendable, Hashable {
    /// Exactly one character.
    case character(CharacterClass)
    /// One after another; none of them matches nothing.
    case sequence([PatternNode])
    case alternation([PatternNode])
    /// Between `min` and `max` times (nil: any number).
    case loop(PatternNode, min: Int, max: Int?, isPossessive: Bool)
    /// A group that is not backtracked into.
    case atomic(PatternNode)
    /// What must (or must not) stand before or behind; takes no character.
    case look(PatternNode, isBehind: Bool, isNegative: Bool)
    /// A condition on the place; takes no character.
    case assertion(Assertion)
    /// What a group took before.
    case backreference
    /// Not understood: may take anything, also nothing.
    case opaque

    enum Assertion: Sendable, Hashable {
        /// `\b`.
        case wordBoundary
        /// `^` and `\A`: nothing, or a line break, stands before.
        case start
        /// `\K` and `\G`: a match does not begin where it is tried.
        case movesStart
        case other
    }

    static let empty = PatternNode.sequence([])
}
