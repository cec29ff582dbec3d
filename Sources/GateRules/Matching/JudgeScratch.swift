/// All memory that one judgement writes to, lent by a pool and used again, so that a
/// prompt without a match allocates nothing.
///
/// `@unchecked Sendable`: it may move between threads, but the pool lends it to one user
/// at a time, which is also why exclusive access is not checked again and again.
final class JudgeScratch: @unchecked Sendable {
    /// Nil when memory was short: then PCRE2 can decide nothing.
    let match = MatchScratch()
    /// The reading under judgement, for the gate.
    let folded: FoldedText
    /// The reading that others are made from, while those are judged.
    let base: FoldedText
    @exclusivity(unchecked) var candidates: [Candidate] = []
    /// The text as shown, and as a person sees it.
    @exclusivity(unchecked) var order = ShownOrder()
    @exclusivity(unchecked) var clean: CleanReader
    /// What is written oddly, and the text with that replaced.
    let segments = SegmentReader()
    @exclusivity(unchecked) var segmentView = SegmentView()
    /// Hears of every reading that is searched, for whoever wants to see them.
    @exclusivity(unchecked) var onReading: ((TextReading) -> Void)?
    /// The parts of a prompt.
    @exclusivity(unchecked) var parts = PromptZones()
    /// One zone of a prompt, the others blanked out.
    @exclusivity(unchecked) var zone: [UInt8] = []

    /// - Parameters:
    ///   - capacity: the longest text, in bytes. A reading of it may be four times as long:
    ///     compatibility forms of two and three bytes become up to eight.
    ///   - table: tells words from everything else.
    init(capacity: Int, table: CharacterTable) {
        clean = CleanReader(characters: table)
        folded = FoldedText(capacity: 4 * capacity, table: table)
        base = FoldedText(capacity: 4 * capacity, table: table)
        candidates.reserveCapacity(256)
    }
}
