/// A place where a phrase may be; PCRE2 has the last word.
struct Candidate: Hashable {
    /// The term, by its number in the rule set.
    let term: Int
    /// The byte where it would begin.
    let start: Int
}
