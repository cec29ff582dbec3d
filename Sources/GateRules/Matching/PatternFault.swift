/// Why PCRE2 does not take a pattern.
struct PatternFault: Error, Hashable {
    /// PCRE2's own words.
    let message: String
    /// Where in the pattern, in bytes.
    let offset: Int
}
