import GateCore

/// One way to read a text: as it was sent, or with some evasions undone.
struct TextReading {
    /// What PCRE2 is run on; valid UTF-8.
    let bytes: UnsafeBufferPointer<UInt8>
    /// The part of the prompt that it shows.
    let zone: PromptZone
    /// 0 for the text as sent; more for readings that undo more.
    let number: Int
    /// Rules of this folding and above see the reading.
    let level: FoldingLevel
    /// The way back from this reading to the one it was made from, and from that to the
    /// text as sent; nil where nothing was changed.
    var last: OffsetMap?
    var first: OffsetMap?

    /// Whether it is the text as sent.
    var isAsSent: Bool { last == nil && first == nil }

    /// Where a range of the reading stands in the text as sent.
    func source(of range: Range<Int>) -> Range<Int> {
        let middle = last?.source(of: range) ?? range
        return first?.source(of: middle) ?? middle
    }

    /// What was undone inside a range of the reading.
    func folding(in range: Range<Int>) -> FoldingSet {
        let folding = last?.folding(in: range) ?? []
        guard let first else { return folding }
        return folding.union(first.folding(in: last?.source(of: range) ?? range))
    }
}
