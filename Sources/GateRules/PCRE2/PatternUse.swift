import CPCRE2

/// How a pattern will be run; PCRE2 wants to know when it compiles.
enum PatternUse: Hashable {
    /// At one position that the index proposed. Start optimisations are off: they would
    /// scan ahead for the last required character and make many failures quadratic.
    case confirm
    /// As `confirm`, but with letter case: tells a match as written from a folded one.
    case confirmExact
    /// Through a stretch of the text, whose end the offset limit gives.
    case search

    /// The options every pattern has: UTF-8 text, Unicode properties, and no `\C`, which
    /// could stop inside a character.
    private static let common = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C

    /// The compile options of this use.
    var options: UInt32 {
        switch self {
        case .confirm:
            Self.common | PCRE2_CASELESS | PCRE2_ANCHORED | PCRE2_NO_START_OPTIMIZE
        case .confirmExact: Self.common | PCRE2_ANCHORED | PCRE2_NO_START_OPTIMIZE
        case .search: Self.common | PCRE2_CASELESS | PCRE2_USE_OFFSET_LIMIT
        }
    }
}
