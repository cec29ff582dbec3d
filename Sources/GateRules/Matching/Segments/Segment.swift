/// A stretch of a text that is written oddly, and how it may be read.
struct Segment {
    /// The stretch, in bytes of the folded text.
    let range: Range<Int>
    /// What it may say, the likeliest first; at least one.
    var readings: [[UInt8]]
    let folding: FoldingSet
}
