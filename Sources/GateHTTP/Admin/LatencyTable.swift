import GateCore

/// How long stages took, over some audit records.
struct LatencyTable {
    private var times: [String: [Int64]] = [:]
    private var order: [String] = []
    private let records: Int

    /// - Parameter records: the newest of all exchanges.
    init(_ records: [AuditRecord]) {
        let judged = records.filter { $0.surface != .admin }
        self.records = judged.count
        for record in judged {
            for run in record.stages { note(run.stage, run.microseconds) }
            if !record.stages.isEmpty {
                note("all", record.stages.reduce(0) { $0 + $1.microseconds })
            }
        }
    }

    private mutating func note(_ stage: String, _ microseconds: Int64) {
        if times[stage] == nil { order.append(stage) }
        times[stage, default: []].append(microseconds)
    }

    /// `{"records":…,"stages":[{"stage":…,"count":…,"p50":…}]}`, in microseconds.
    var json: OrderedJSON {
        let last = order.filter { $0 != "all" } + order.filter { $0 == "all" }
        return [
            "records": .number(records),
            "stages": .list(last.map { Self.json($0, (times[$0] ?? []).sorted()) }),
        ]
    }

    private static func json(_ stage: String, _ sorted: [Int64]) -> OrderedJSON {
        [
            "stage": .text(stage), "count": .number(sorted.count),
            "p50": percentile(50, sorted), "p90": percentile(90, sorted),
            "p99": percentile(99, sorted), "max": .number(sorted.last.map { Int($0) }),
        ]
    }

    /// The nearest rank.
    private static func percentile(_ percent: Int, _ sorted: [Int64]) -> OrderedJSON {
        guard !sorted.isEmpty else { return .number(nil) }
        let rank = (percent * sorted.count + 99) / 100
        return .number(Int(sorted[max(rank, 1) - 1]))
    }
}
