import GateCore

/// What was undone at one place of a reading.
struct FoldingSet: OptionSet, Sendable, Hashable {
    let rawValue: UInt16

    static let width = FoldingSet(rawValue: 1 << 0)
    static let diacritic = FoldingSet(rawValue: 1 << 1)
    static let confusable = FoldingSet(rawValue: 1 << 2)
    static let invisible = FoldingSet(rawValue: 1 << 3)
    static let leet = FoldingSet(rawValue: 1 << 4)
    static let spaced = FoldingSet(rawValue: 1 << 5)
    static let repeated = FoldingSet(rawValue: 1 << 6)
    static let masked = FoldingSet(rawValue: 1 << 7)

    /// The one to report, the most telling first; nil for none.
    var name: Folding? {
        if contains(.spaced) { return .spaced }
        if !isDisjoint(with: [.leet, .masked]) { return .leet }
        if contains(.repeated) { return .repeated }
        if contains(.confusable) { return .confusable }
        if contains(.diacritic) { return .diacritic }
        if contains(.width) { return .width }
        return contains(.invisible) ? .invisible : nil
    }
}
