import CoreMetrics
import GateCore

/// Answers `/metrics`: asks the parts for their states, and writes everything.
public struct GatewayPage: MetricsPage {
    private let metrics: PrometheusMetrics
    private let events: GatewayMetrics
    private let state: GatewayState
    private let process: ProcessReading
    private let time: any Timekeeper

    /// - Parameters:
    ///   - metrics: what is written.
    ///   - events: knows when things happened last.
    ///   - state: the parts that are asked.
    ///   - time: tells ages.
    public init(
        _ metrics: PrometheusMetrics, _ events: GatewayMetrics, _ state: GatewayState,
        time: any Timekeeper
    ) {
        self.metrics = metrics
        self.events = events
        self.state = state
        process = ProcessReading(startedAt: time.wall())
        self.time = time
    }

    public func text(_ format: MetricsFormat) async -> String {
        await ask()
        var text = MetricsText(format)
        for family in metrics.all { text.add(family) }
        text.end()
        return text.text
    }

    private func ask() async {
        set(MetricCatalog.info, 1, [("version", state.version)])
        setRules()
        setStandings()
        await setQueue()
        setStates(
            MetricCatalog.gateway,
            state.accounts().map { ([("account", $0.name)], $0.health.word) },
            among: ["connected", "connecting", "parked"])
        set(MetricCatalog.storeUp, await state.storeFault() == nil ? 1 : 0)
        if let free = state.diskFree() { set(MetricCatalog.diskFree, Double(free)) }
        if let signed = events.lastMoments.auditSigned {
            set(MetricCatalog.auditSigned, signed.inSeconds)
        }
        total(MetricCatalog.matcherCandidates, Double(state.candidates()))
        if let dropped = state.droppedSpans() { total(MetricCatalog.droppedSpans, Double(dropped)) }
        setProcess()
    }

    private func setRules() {
        let status = state.rules()
        metrics.family(MetricCatalog.rulesInfo).removeAll()
        set(MetricCatalog.rulesInfo, 1, [("revision", status.active)])
        set(MetricCatalog.rulesCount, Double(status.rules))
        set(MetricCatalog.rulesSynced, status.state == .synced ? 1 : 0)
        set(MetricCatalog.rulesRejected, Double(status.rejected.count))
        guard let applied = events.lastMoments.rulesApplied else { return }
        set(MetricCatalog.rulesSince, applied.inSeconds)
        set(MetricCatalog.rulesAge, max(0, time.wall().inSeconds - applied.inSeconds))
    }

    private func setStandings() {
        let standings = state.standings()
        setStates(
            MetricCatalog.breaker,
            standings.compactMap { stage, standing in
                standing["breaker"]?["state"]?.string.map { ([("stage", stage)], $0) }
            }, among: ["closed", "half_open", "open"])
        for (stage, standing) in standings {
            let labels = [("stage", stage)]
            if let opened = standing["breaker"]?["opened"]?.int {
                total(MetricCatalog.breakerOpened, Double(opened), labels)
            }
            if let count = standing["in_flight"]?.int {
                set(MetricCatalog.externalInFlight, Double(count), labels)
            }
        }
    }

    private func setQueue() async {
        guard let queue = await state.queue() else { return }
        let open = TaskStatus.allCases.filter { !$0.isTerminal && $0 != .held }
        for status in open {
            set(
                MetricCatalog.tasks, Double(queue.tasks[status] ?? 0), [("status", status.rawValue)]
            )
        }
        set(MetricCatalog.queueDepth, Double(queue.tasks[.queued] ?? 0))
        set(MetricCatalog.queueCapacity, Double(queue.capacity.waiting))
        set(MetricCatalog.slots, Double(queue.capacity.slots))
        let used = open.filter(\.isActive).reduce(0) { $0 + (queue.tasks[$1] ?? 0) }
        set(MetricCatalog.slotsUsed, Double(used))
    }

    private func setProcess() {
        set(MetricCatalog.startTime, process.startedAt.inSeconds)
        total(MetricCatalog.cpuSeconds, process.cpuSeconds)
        if let bytes = process.residentBytes { set(MetricCatalog.residentBytes, bytes) }
        if let count = process.openFiles { set(MetricCatalog.openFiles, Double(count)) }
        set(MetricCatalog.maxFiles, process.maxFiles)
    }

    // MARK: Setting

    /// 1 for the state that each one is in, 0 for the others.
    private func setStates(
        _ spec: MetricSpec, _ items: [(labels: [(String, String)], state: String)],
        among states: [String]
    ) {
        metrics.family(spec).removeAll()
        for (labels, current) in items {
            for state in states {
                set(spec, state == current ? 1 : 0, labels + [("state", state)])
            }
        }
    }

    private func set(_ spec: MetricSpec, _ value: Double, _ labels: [(String, String)] = []) {
        metrics.makeMeter(label: spec.name, dimensions: labels).set(value)
    }

    private func total(_ spec: MetricSpec, _ value: Double, _ labels: [(String, String)] = []) {
        metrics.family(spec).cell(MetricLabels(labels)) { CounterCell() }?.set(value)
    }
}

extension Timestamp {
    fileprivate var inSeconds: Double { Double(milliseconds) / 1000 }
}

extension AccountHealth {
    /// The state in one word.
    fileprivate var word: String {
        switch self {
        case .connected: "connected"
        case .connecting: "connecting"
        case .parked: "parked"
        }
    }
}
