/// One piece of a phrase.
enum TermPiece: Sendable, Hashable {
    /// Letters and digits of a script that puts spaces between words. A wildcard stands
    /// for any further letters and digits on that side.
    case word([Unicode.Scalar], leadingWildcard: Bool, trailingWildcard: Bool)
    /// A character of a script without spaces between words.
    case unspaced(Unicode.Scalar)
    /// Punctuation and symbols, meant as they are.
    case symbols([Unicode.Scalar])
    /// White space: any run of separators.
    case gap
}
