import GateCore

/// A match of a rule, confirmed by PCRE2.
struct Finding {
    /// The rule, by its number in the revision.
    let rule: Int
    /// The term, by its number in the revision.
    let term: Int
    /// Where, in UTF-8 bytes of the text as sent.
    let range: Range<Int>
    /// The reading of the text it was found in: 0 is the text as sent.
    let reading: Int
    /// What that reading undid there.
    let folding: Folding
}
