/// A phrase that a key of the index calls for.
struct Posting: Hashable {
    /// The term, by its number in the rule set.
    let term: Int
    /// How many code points of the phrase stand before its first word (`-` in `-edge`).
    let lead: Int
}
