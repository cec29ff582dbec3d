/// A text with its oddly written stretches replaced by what they may say.
struct SegmentView {
    private(set) var bytes: [UInt8] = []
    private(set) var map = OffsetMap()

    /// Makes one of the readings.
    /// - Parameters:
    ///   - text: folded.
    ///   - segments: of that text, in order.
    ///   - spellings: what they may say.
    ///   - number: which reading of each segment; the last of those that have fewer.
    mutating func make(
        _ text: FoldedText, _ segments: [Segment], _ spellings: Spellings, reading number: Int
    ) {
        bytes.removeAll(keepingCapacity: true)
        map.removeAll()
        var place = 0
        for segment in segments {
            append(text, place..<segment.range.lowerBound)
            let start = bytes.count
            let spelling = min(
                segment.readings.lowerBound + number, segment.readings.upperBound - 1)
            spellings.with(spelling) { bytes.append(contentsOf: $0) }
            map.append(start..<bytes.count, from: segment.range, segment.folding)
            place = segment.range.upperBound
        }
        append(text, place..<text.count)
    }

    private mutating func append(_ text: FoldedText, _ range: Range<Int>) {
        bytes.append(
            contentsOf: UnsafeBufferPointer(
                start: text.bytes + range.lowerBound, count: range.count))
    }
}
