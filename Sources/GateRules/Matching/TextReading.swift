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
    /// The ways back, from this reading to the one it was made from, and so on to the text
    /// as sent; nil where nothing was changed.
    var segments: OffsetMap?
    var clean: OffsetMap?
    var order: OffsetMap?

    /// Whether it is the text as sent.
    var isAsSent: Bool { number == 0 }

    /// Where a range of the reading stands in the text as sent.
    func source(of range: Range<Int>) -> Range<Int> {
        let inClean = segments?.source(of: range) ?? range
        let inOrder = clean?.source(of: inClean) ?? inClean
        return order?.source(of: inOrder) ?? inOrder
    }

    /// What was undone inside a range of the reading.
    func folding(in range: Range<Int>) -> FoldingSet {
        let inClean = segments?.source(of: range) ?? range
        let inOrder = clean?.source(of: inClean) ?? inClean
        return (segments?.folding(in: range) ?? [])
            .union(clean?.folding(in: inClean) ?? [])
            .union(order?.folding(in: inOrder) ?? [])
    }
}
