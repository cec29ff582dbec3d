import GateCore

struct FoldingSet: OptionSet, Sendable, Hashable {
    let rawValue: UInt16
    static let width = FoldingSet(rawValue: 1), diacritic = FoldingSet(rawValue: 2),
        confusable = FoldingSet(rawValue: 4), invisible = FoldingSet(rawValue: 8)
    static let leet = FoldingSet(rawValue: 16), spaced = FoldingSet(rawValue: 32),
        repeated = FoldingSet(rawValue: 64), masked = FoldingSet(rawValue: 128)
    var name: Folding? {
        if contains(.spaced) { return .spaced };
        if contains(.leet) || contains(.masked) { return .leet };
        if contains(.repeated) { return .repeated }
        if contains(.confusable) { return .confusable };
        if contains(.diacritic) { return .diacritic }; if contains(.width) { return .width }
        return contains(.invisible) ? .invisible : nil
    }
}
struct OffsetMap: Sendable, Hashable {
    struct Change: Sendable, Hashable {
        var view: Int32; var viewEnd: Int32; var source: Int32; var sourceEnd: Int32;
        var folding: FoldingSet
    }
    var changes: [Change] = []
    init() {}
    func source(of range: Range<Int>) -> Range<Int> {
        var low = range.lowerBound, high = range.upperBound
        var dl = 0, dh = 0
        for c in changes {
            if Int(c.viewEnd) <= range.lowerBound {
                dl = Int(c.sourceEnd - c.viewEnd)
            } else if Int(c.view) <= range.lowerBound {
                low = Int(c.view); dl = Int(c.source) - low
            }
            if Int(c.view) < range.upperBound {
                if Int(c.viewEnd) >= range.upperBound { high = Int(c.viewEnd) };
                dh = Int(c.sourceEnd - c.viewEnd)
            }
        }
        return low + dl..<high + dh
    }
    func folding(in range: Range<Int>) -> FoldingSet {
        changes.reduce(into: FoldingSet()) { set, c in
            if Int(c.view) < range.upperBound, Int(c.viewEnd) > range.lowerBound {
                set.formUnion(c.folding)
            }
        }
    }
}
