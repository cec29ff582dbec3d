/// One entry of a word list.
struct ListEntry: Sendable, Hashable {
    /// The id of its rule, without the list's.
    let slug: String
    let term: Term
    /// The line it stands in, counted from 1.
    let line: Int
}
