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

    enum Kind: UInt8, BitwiseCopyable, Sendable {
        /// The term begins at a place that is known.
        case anchored
        /// The term is somewhere in the text.
        case somewhere
    }
}
