import GateCore

/// How far back a chart goes, and how finely.
enum StatsRange: String, CaseIterable {
    case hour, day, week, month

    /// The length of one stretch, in milliseconds.
    var bucket: Int64 {
        switch self {
        case .hour: 60_000
        case .day: 30 * 60_000
        case .week: 3 * 3_600_000
        case .month: 24 * 3_600_000
        }
    }

    /// How many stretches there are.
    var count: Int64 {
        switch self {
        case .hour: 60
        case .day: 48
        case .week: 56
        case .month: 30
        }
    }

    /// The first instants of all stretches, oldest first; the last one is not over.
    func starts(at now: Timestamp) -> [Timestamp] {
        let last = now.milliseconds / bucket * bucket
        return (0..<count).map { Timestamp(milliseconds: last - (count - 1 - $0) * bucket) }
    }
}
