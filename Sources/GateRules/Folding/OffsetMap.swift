import GateCore

struct FoldingSet: OptionSet, Sendable, Hashable {
    let rawValue: UInt16
    static let width = FoldingSet(rawValue: 1), diacritic = FoldingSet(rawValue: 2),
        confusable = FoldingSet(rawValue: 4), invisible = FoldingSet(rawValue: 8)
    static let leet = FoldingSet(rawValue: 16), spaced = FoldingSet(rawValue: 32),
        repeated = FoldingSet(rawValue: 64), masked = FoldingSet(rawValue: 128)
    var name: Folding? { nil }
}
struct OffsetMap {
    func source(of range: Range<Int>) -> Range<Int> { range }
    func folding(in range: Range<Int>) -> FoldingSet { [] }
}
