/// Tells where the bytes of a reading stand in the text it was made from. Only changes are
/// kept; between them both run in step.
struct OffsetMap: Sendable {
    /// A stretch of the reading and what it was made from. Either may be empty, and both
    /// are in UTF-8 bytes.
    struct Change: BitwiseCopyable, Sendable {
        var view: Int32
        var viewEnd: Int32
        var source: Int32
        var sourceEnd: Int32
        var folding: FoldingSet.RawValue
    }

    /// In the order of the reading.
    private(set) var changes: [Change] = []
    /// Whether a change stands before another in the reading, and behind it in the text.
    private var isReordered = false

    /// Forgets all changes, and keeps the memory.
    mutating func removeAll() {
        changes.removeAll(keepingCapacity: true)
        isReordered = false
    }

    /// Adds a change behind all others.
    mutating func append(_ view: Range<Int>, from source: Range<Int>, _ folding: FoldingSet) {
        if let last = changes.last {
            if Int(last.sourceEnd) > source.lowerBound { isReordered = true }
            // A tower of accents is one change.
            if view.isEmpty, Int(last.view) == view.lowerBound,
                Int(last.sourceEnd) == source.lowerBound, last.folding == folding.rawValue
            {
                changes[changes.count - 1].sourceEnd = Int32(source.upperBound)
                return
            }
        }
        changes.append(
            Change(
                view: Int32(view.lowerBound), viewEnd: Int32(view.upperBound),
                source: Int32(source.lowerBound), sourceEnd: Int32(source.upperBound),
                folding: folding.rawValue))
    }

    /// The part of the text that a range of the reading, not empty, was made from, and what
    /// was undone in it. What was left out at its edges does not belong to it, but for
    /// accents behind its last letter; and those do not count as undone, because the word is
    /// the same without them.
    func trace(_ range: Range<Int>) -> (source: Range<Int>, undone: FoldingSet) {
        changes.withUnsafeBufferPointer { changes in
            let first = Self.firstChange(in: changes, endingBehind: range.lowerBound)
            var start = Self.start(of: range.lowerBound, first, changes)
            var undone: FoldingSet.RawValue = 0
            var next = first
            var (low, high) = (Int.max, 0)
            while next < changes.count, Int(changes[next].view) < range.upperBound {
                undone |= changes[next].folding
                low = min(low, Int(changes[next].source))
                high = max(high, Int(changes[next].sourceEnd))
                next &+= 1
            }
            var end = Self.end(of: range.upperBound, next, changes)
            if isReordered {
                start = min(start, low)
                end = max(end, high)
            }
            return (start..<max(start, end), FoldingSet(rawValue: undone))
        }
    }

    private typealias Changes = UnsafeBufferPointer<Change>

    /// - Parameter next: the first change that ends behind `place`.
    private static func start(of place: Int, _ next: Int, _ changes: Changes) -> Int {
        if next < changes.count, Int(changes[next].view) <= place {
            return Int(changes[next].source)
        }
        guard next > 0 else { return place }
        return place + Int(changes[next - 1].sourceEnd - changes[next - 1].viewEnd)
    }

    /// - Parameter next: the first change that begins at `place` or behind it.
    private static func end(of place: Int, _ next: Int, _ changes: Changes) -> Int {
        var next = next
        var end = place
        if next > 0 {
            let last = changes[next - 1]
            end = Int(last.sourceEnd) + max(0, place - Int(last.viewEnd))
        }
        while next < changes.count, isAccent(changes[next], at: place, end) {
            end = Int(changes[next].sourceEnd)
            next += 1
        }
        return end
    }

    private static func isAccent(_ change: Change, at place: Int, _ source: Int) -> Bool {
        Int(change.view) == place && change.view == change.viewEnd
            && Int(change.source) == source
            && change.folding == FoldingSet.diacritic.rawValue
    }

    /// The number of the first change that ends behind `place`; all after it do.
    private static func firstChange(in changes: Changes, endingBehind place: Int) -> Int {
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if Int(changes[middle].viewEnd) > place { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
