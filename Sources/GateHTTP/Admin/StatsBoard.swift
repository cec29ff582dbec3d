import GateCore

/// What the overview shows. However many look, the records are read once in a while.
actor StatsBoard {
    private static let stateAge = Duration.seconds(1)
    private static let latencyAge = Duration.seconds(5)
    /// Exchanges that latencies are taken from.
    private static let latencyRecords = 500
    /// Held prompts and suggestions are counted up to here.
    private static let mostCounted = 100

    private let parts: EdgeParts
    private let series: OutcomeSeries
    private var state: (at: Instant, json: OrderedJSON)?
    private var latency: (at: Instant, json: OrderedJSON)?

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) {
        self.parts = parts
        series = OutcomeSeries(parts.audit)
    }

    /// The answer of `GET /v1/admin/stats`.
    func stats(_ range: StatsRange) async throws -> OrderedJSON {
        let now = parts.time.wall()
        let stretches = try await series.stretches(range, at: now)
        let totals = stretches.reduce(into: [Outcome: Int]()) {
            $0.merge($1.counts, uniquingKeysWith: +)
        }
        return [
            "range": .text(range.rawValue), "bucket_seconds": .number(Int(range.bucket / 1000)),
            "at": .time(now), "since": .time(stretches.first?.at),
            "series": .list(
                stretches.map { ["at": .time($0.at), "counts": Self.json($0.counts)] }),
            "totals": Self.json(totals), "latency": try await latencies(),
            "state": try await currentState(),
        ]
    }

    /// How everything stands now.
    func currentState() async throws -> OrderedJSON {
        let now = parts.time.now()
        if let state, now - state.at < Self.stateAge { return state.json }
        let fault = await parts.storeFault()
        let json: OrderedJSON = [
            "version": .text(parts.settings.version), "rules": parts.rules.status().json,
            "store": ["state": .text(fault?.rawValue ?? "ok")], "account": parts.discordHealth.json,
            "missing_variables": .list(parts.missing().map { .text($0) }),
            "queue": await parts.admin.queue().json,
            "held": .number(try await held()), "suggestions": .number(try await open()),
            "counted_up_to": .number(Self.mostCounted),
        ]
        state = (now, json)
        return json
    }

    private func latencies() async throws -> OrderedJSON {
        let now = parts.time.now()
        if let latency, now - latency.at < Self.latencyAge { return latency.json }
        let page = try await parts.audit.records(AuditQuery(limit: Self.latencyRecords))
        let json = LatencyTable(page.elements).json
        latency = (now, json)
        return json
    }

    private func held() async throws -> Int {
        try await parts.review.held(HeldQuery(limit: Self.mostCounted)).elements.count
    }

    private func open() async throws -> Int? {
        try await parts.suggestions?.suggestions(
            SuggestionQuery(status: .open, limit: Self.mostCounted)
        ).elements.count
    }

    private static func json(_ counts: [Outcome: Int]) -> OrderedJSON {
        .members(
            Outcome.allCases.compactMap { outcome in
                counts[outcome].map { (outcome.rawValue, .number($0)) }
            })
    }
}

extension QueueStanding? {
    /// The standing as admins are shown it.
    fileprivate var json: OrderedJSON {
        guard let self else { return .text(nil) }
        return [
            "working": .number(self.working), "waiting": .number(self.waiting),
            "slots": .number(self.slots), "room": .number(self.room),
        ]
    }
}
