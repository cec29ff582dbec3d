/// All memory that one judgement writes to, lent by a pool and used again, so that a
/// prompt without a match allocates nothing.
///
/// `@unchecked Sendable`: it may move between threads, but the pool lends it to one user
/// at a time.
final class JudgeScratch: @unchecked Sendable {
    /// Nil when memory was short: then PCRE2 can decide nothing.
    let match = MatchScratch()
    /// The reading under judgement, for the gate.
    let folded: FoldedText
    var candidates: [Candidate] = []
    /// One zone of a prompt, the others blanked out.
    var zone: [UInt8] = []

    init(table: CharacterTable) {
        folded = FoldedText(table: table)
        candidates.reserveCapacity(256)
    }
}
