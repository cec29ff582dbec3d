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
        left.rank < right.rank
    }

    /// One number to compare: a text full of banned words has thousands of candidates.
    @inline(__always)
    private var rank: UInt64 {
        UInt64(start == Self.anywhere ? 1 : 0) &<< 63 | UInt64(term) &<< 32 | UInt64(start)
    }
}
