/// Drops what a term's earlier readings, or the same reading, showed already. Takes
/// findings by term, reading and place.
struct TermFindings {
    private var term: Int32 = -1
    private var reading: UInt8 = 0
    /// Places of earlier readings, in order; and of this one.
    private var earlier: [Range<Int>] = []
    private var current: [Range<Int>] = []

    /// Whether the finding is news.
    mutating func add(_ finding: Finding) -> Bool {
        if finding.term != term {
            earlier.removeAll(keepingCapacity: true)
            current.removeAll(keepingCapacity: true)
            term = finding.term
            reading = finding.reading
        } else if finding.reading != reading {
            earlier = (earlier + current).sorted { $0.lowerBound < $1.lowerBound }
            current = []
            reading = finding.reading
        }
        if current.last == finding.range || overlapsEarlier(finding.range) { return false }
        current.append(finding.range)
        return true
    }

    /// Findings of one reading do not overlap, and those of the next are only kept where
    /// they do not either; so the last that begins before the end is the only one to ask.
    private func overlapsEarlier(_ range: Range<Int>) -> Bool {
        var low = 0
        var high = earlier.count
        while low < high {
            let middle = (low + high) / 2
            if earlier[middle].lowerBound < range.upperBound {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low > 0 && earlier[low - 1].overlaps(range)
    }
}
