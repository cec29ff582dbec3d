/// A term found by PCRE2.
struct Finding: Hashable {
    /// The term, by its number in the rule set.
    let term: Int
    /// Where, in UTF-8 bytes of the text.
    let range: Range<Int>
}
