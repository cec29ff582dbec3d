import GateCore

/// How far the clocks of one time zone are ahead of UTC, at every moment. Pure.
///
/// Source: RFC 9636 (TZif): a table of changes, and a rule for the time after it.
struct CivilZone: Hashable, Sendable {
    /// A moment at which the clocks are set.
    struct Change: Hashable, Sendable {
        /// Seconds since 1970.
        let at: Int64
        /// Seconds ahead of UTC from then on.
        let offset: Int64
    }

    /// UTC.
    static let utc = CivilZone(first: 0, changes: [], rule: nil)

    /// Seconds ahead of UTC before the first change.
    private let first: Int64
    /// In order.
    private let changes: [Change]
    /// What holds after the last change; nil when that stays.
    private let rule: ZoneRule?

    /// Describes one zone; see the properties.
    init(first: Int64, changes: [Change], rule: ZoneRule?) {
        self.first = first
        self.changes = changes
        self.rule = rule
    }

    /// The seconds ahead of UTC at a moment.
    func offset(at moment: Int64) -> Int64 {
        guard let last = changes.last, moment < last.at else { return ruled(at: moment) }
        let place = firstIndex(after: moment)
        return place == 0 ? first : changes[place - 1].offset
    }

    /// The changes after `start` and up to `end`.
    func changes(after start: Int64, upTo end: Int64) -> [Change] {
        let listed = changes[firstIndex(after: start)...].prefix { $0.at <= end }
        guard let rule else { return Array(listed) }
        let tabled = changes.last?.at ?? Int64.min
        return listed + rule.changes(after: max(start, tabled), upTo: end)
    }

    private func ruled(at moment: Int64) -> Int64 {
        let last = changes.last
        guard let rule else { return last?.offset ?? first }
        // Every rule changes within two years, or never.
        let start = max(moment - 2 * 366 * 86_400, last?.at ?? Int64.min)
        return rule.changes(after: start, upTo: moment).last?.offset ?? last?.offset
            ?? rule.standard
    }

    private func firstIndex(after moment: Int64) -> Int {
        var (low, high) = (0, changes.count)
        while low < high {
            let middle = (low + high) / 2
            if changes[middle].at > moment { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
