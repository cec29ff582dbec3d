/// A stretch of a text that is written oddly, and how it may be read.
struct Segment {
    /// The stretch, in bytes of the folded text.
    let range: Range<Int>
    /// What it may say, the likeliest first, by their numbers in `Spellings`; at least one.
    let readings: Range<Int>
    let folding: FoldingSet
}
