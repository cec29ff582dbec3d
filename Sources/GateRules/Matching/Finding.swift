/// A match of a rule, confirmed by PCRE2 and excused by nothing.
struct Finding: Hashable {
    /// The rule, by its number in the rule set.
    let rule: Int
    /// The term, by its number in the rule set.
    let term: Int
    /// Where, in UTF-8 bytes of the text.
    let range: Range<Int>
}
