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

    /// Where a range of the reading stands in the text as sent, and what was undone in it.
    func trace(_ range: Range<Int>) -> (source: Range<Int>, undone: FoldingSet) {
        var source = range
        var undone: FoldingSet = []
        if let segments { (source, undone) = segments.trace(source) }
        if let clean { Self.add(clean.trace(source), to: &source, &undone) }
        if let order { Self.add(order.trace(source), to: &source, &undone) }
        return (source, undone)
    }

    private static func add(
        _ step: (source: Range<Int>, undone: FoldingSet), to source: inout Range<Int>,
        _ undone: inout FoldingSet
    ) {
        source = step.source
        undone.formUnion(step.undone)
    }
}
