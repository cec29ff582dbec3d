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

    /// The part of the text that a range of the reading, not empty, was made from. What was
    /// left out at its edges does not belong to it, but for accents behind its last letter.
    func source(of range: Range<Int>) -> Range<Int> {
        var start = start(of: range.lowerBound)
        var end = end(of: range.upperBound)
        if isReordered {
            for change in changes[firstChange { Int($0.viewEnd) > range.lowerBound }...] {
                guard Int(change.view) < range.upperBound else { break }
                start = min(start, Int(change.source))
                end = max(end, Int(change.sourceEnd))
            }
        }
        return start..<max(start, end)
    }

    private func start(of place: Int) -> Int {
        let next = firstChange { Int($0.viewEnd) > place }
        if next < changes.count, Int(changes[next].view) <= place {
            return Int(changes[next].source)
        }
        guard next > 0 else { return place }
        return place + Int(changes[next - 1].sourceEnd - changes[next - 1].viewEnd)
    }

    private func end(of place: Int) -> Int {
        var next = firstChange { Int($0.view) >= place }
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

    private func isAccent(_ change: Change, at place: Int, _ source: Int) -> Bool {
        Int(change.view) == place && change.view == change.viewEnd
            && Int(change.source) == source
            && change.folding == FoldingSet.diacritic.rawValue
    }

    /// What was undone inside a range of the reading. Accents behind its last letter do not
    /// count: the word is the same without them.
    func folding(in range: Range<Int>) -> FoldingSet {
        var folding: FoldingSet.RawValue = 0
        for change in changes[firstChange { Int($0.viewEnd) > range.lowerBound }...] {
            guard Int(change.view) < range.upperBound else { break }
            folding |= change.folding
        }
        return FoldingSet(rawValue: folding)
    }

    /// The number of the first change for which `isBehind` holds; it does for all after it.
    private func firstChange(_ isBehind: (Change) -> Bool) -> Int {
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if isBehind(changes[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
