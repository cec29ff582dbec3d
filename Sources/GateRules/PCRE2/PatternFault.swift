/// Why PCRE2 refused a pattern.
struct PatternFault: Error, Hashable {
    /// PCRE2's own words, without a full stop.
    let message: String
    /// Where in the pattern PCRE2 noticed, in UTF-8 bytes.
    let offset: Int
}
