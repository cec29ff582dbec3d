import GateCore

/// How exchanges ended, stretch by stretch. Stretches that are over are counted once and
/// remembered: a chart that is looked at all day reads the newest records alone.
actor OutcomeSeries {
    /// Records of a stretch may still be on their way to the disk when it is over.
    private static let settling = Duration.seconds(10)

    private let audit: any AuditLog
    private var counted: [StatsRange: [Timestamp: [Outcome: Int]]] = [:]
    /// Every stretch before this one is in `counted`.
    private var complete: [StatsRange: Timestamp] = [:]

    /// - Parameter audit: has the records.
    init(_ audit: any AuditLog) { self.audit = audit }

    /// All stretches of a range, oldest first.
    func stretches(
        _ range: StatsRange, at now: Timestamp
    ) async throws -> [(at: Timestamp, counts: [Outcome: Int])] {
        let starts = range.starts(at: now)
        guard let first = starts.first else { return [] }
        let since = max(complete[range] ?? first, first)
        let fresh = try await audit.outcomes(since: since, bucket: range.bucket)
        var all = (counted[range] ?? [:]).filter { $0.key >= first && $0.key < since }
        for count in fresh { all[count.at, default: [:]][count.outcome] = count.count }
        let over = Timestamp(
            milliseconds: (now.milliseconds - Self.settling.milliseconds) / range.bucket
                * range.bucket)
        counted[range] = all.filter { $0.key < over }
        complete[range] = max(over, first)
        return starts.map { ($0, all[$0] ?? [:]) }
    }
}
