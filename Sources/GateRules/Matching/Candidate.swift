/// A term that may be in the text; PCRE2 has the last word.
struct Candidate: BitwiseCopyable, Comparable {
    /// The term, by its number in the revision.
    let term: UInt32
    /// The byte of the view where it would begin, or `anywhere`.
    let start: UInt32

    /// The place is not known: the whole text is to be searched.
    static let anywhere = UInt32.max

    /// Terms whose place is known come first: they are cheap, and sure to be decided.
    static func < (left: Candidate, right: Candidate) -> Bool {
        (left.start == anywhere ? 1 : 0, left.term, left.start)
            < (right.start == anywhere ? 1 : 0, right.term, right.start)
    }
}
