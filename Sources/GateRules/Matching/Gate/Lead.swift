/// Why the gate looks at a term when it sees a key, and where the term would then begin.
struct Lead: BitwiseCopyable, Sendable {
    /// The term, by its number in the revision.
    var term: UInt32
    /// How many tokens before the one that the key stands for the term begins; for a
    /// literal, how many bytes before.
    var back: UInt16 = 0
    /// How many code points of the term stand before its first word (`-` in `-edge`).
    var symbols: UInt8 = 0
    var kind: Kind
    /// Another token that the term has, so many tokens behind the first one of the key (or
    /// before it); 0 for none.
    var otherAt: Int8 = 0
    /// The upper half of what that token hashes to.
    var other: UInt32 = 0

    enum Kind: UInt8, BitwiseCopyable, Sendable {
        /// The term begins at a place that is known.
        case anchored
        /// The term is somewhere in the text.
        case somewhere
    }
}

extension Lead {
    /// Has the gate look at another token too, so many places from the key's first one.
    mutating func require(_ key: UInt64, at place: Int) {
        guard let place = Int8(exactly: place) else { return }
        otherAt = place
        other = UInt32(truncatingIfNeeded: key &>> 32)
    }
}
