import GateCore

/// The promises of `AuditLog` about the report of banned prompts.
public enum BannedPromptsConformance {
    /// Each runs on a fresh store.
    public static let checks = [
        ConformanceCheck("counts exchanges by rule, most first", countsByRule),
        ConformanceCheck("counts by term, category, tenant, UTC day and hour", countsByOthers),
        ConformanceCheck("counts end users of each tenant apart", countsEndUsers),
        ConformanceCheck("counts only what asked to block", countsBlockingAlone),
        ConformanceCheck("narrows by tenant and time, and bounds its length", narrows),
        ConformanceCheck("compares with the period before", comparesPeriods),
        ConformanceCheck("compares days and hours with the whole one before", comparesBuckets),
        ConformanceCheck("shows the newest records of a group and what they are about", samples),
    ]

    /// 2026-09-21T23:59:59.999Z: the last millisecond of a day.
    private static let lateEvening = Timestamp(milliseconds: 1_790_035_199_999)
    private static let midnight = lateEvening + .milliseconds(1)

    private static func fill(_ store: any WholeStore) async throws {
        let blood = Sample.match("words", term: "blood")
        try await store.append([
            Sample.audit("e1", of: "a", at: Sample.start, matches: [blood], prompt: "one"),
            Sample.audit(
                "e2", of: "b", at: lateEvening,
                matches: [blood, Sample.match("words", term: "blood", at: 20)], prompt: "two"),
            Sample.audit(
                "e3", of: "a", at: midnight,
                matches: [Sample.match("words", term: "gore"), Sample.match("minors")],
                prompt: "three"),
            Sample.audit("e4", of: "a", outcome: .limited, prompt: "four"),
            Sample.audit("e5", of: "a", prompt: "five"),
        ])
    }

    /// A row without its samples.
    private struct Line: Equatable, CustomStringConvertible {
        let group: String
        let count: Int
        let tenants: Int
        let lastAt: Timestamp
        let sample: String

        init(
            _ group: String, _ count: Int, tenants: Int, _ lastAt: Timestamp, _ sample: String
        ) {
            self.group = group
            self.count = count
            self.tenants = tenants
            self.lastAt = lastAt
            self.sample = sample
        }

        init(_ row: ReportRow) {
            self.init(
                row.group, row.count, tenants: row.tenants, row.lastAt,
                row.samples.first?.prompt ?? "")
        }

        var description: String { "\(group) \(count) \(tenants) \(lastAt.iso8601) \(sample)" }
    }

    private static func lines(
        _ store: any WholeStore, _ grouping: ReportGrouping
    ) async throws -> [Line] {
        try await store.bannedPrompts(ReportQuery(grouping)).map { Line($0) }
    }

    private static func countsByRule(_ store: any WholeStore) async throws {
        try await fill(store)
        let expected = [
            Line("words", 3, tenants: 2, midnight, "three"),
            Line("minors", 1, tenants: 1, midnight, "three"),
        ]
        try demand(try await lines(store, .rule), is: expected, "by rule")
    }

    private static func countsByOthers(_ store: any WholeStore) async throws {
        try await fill(store)
        let expected: [(ReportGrouping, [Line])] = [
            (
                .term,
                [
                    Line("blood", 2, tenants: 2, lateEvening, "two"),
                    Line("gore", 1, tenants: 1, midnight, "three"),
                    Line("minors", 1, tenants: 1, midnight, "three"),
                ]
            ),
            (.category, [Line("test", 3, tenants: 2, midnight, "three")]),
            (
                .tenant,
                [
                    Line("a", 2, tenants: 1, midnight, "three"),
                    Line("b", 1, tenants: 1, lateEvening, "two"),
                ]
            ),
            (
                .day,
                [
                    Line("2026-09-22", 1, tenants: 1, midnight, "three"),
                    Line("2026-09-21", 2, tenants: 2, lateEvening, "two"),
                ]
            ),
            (
                .hour,
                [
                    Line("2026-09-22T00:00:00Z", 1, tenants: 1, midnight, "three"),
                    Line("2026-09-21T23:00:00Z", 1, tenants: 1, lateEvening, "two"),
                    Line("2026-09-21T14:00:00Z", 1, tenants: 1, Sample.start, "one"),
                ]
            ),
            (.endUser, []),
        ]
        for (grouping, rows) in expected {
            try demand(try await lines(store, grouping), is: rows, "by \(grouping)")
        }
    }

    private static func countsEndUsers(_ store: any WholeStore) async throws {
        let match = [Sample.match("r")]
        try await store.append([
            Sample.audit("e1", of: "a", matches: match, endUser: "7"),
            Sample.audit("e2", of: "b", matches: match, endUser: "7"),
            Sample.audit("e3", of: "b", matches: match, endUser: "7"),
            Sample.audit("e4", of: "b", matches: match, endUser: "a/é"),
            Sample.audit("e5", of: "b", matches: match),
        ])
        let rows = try await store.bannedPrompts(ReportQuery(.endUser))
        try demand(rows.map(\.group), is: ["7", "7", "a/é"], "the users")
        try demand(rows.map(\.tenant), is: ["b", "a", "b"], "whose they are")
        try demand(rows.map(\.count), is: [2, 1, 1], "what they were refused")
        try demand(rows.flatMap(\.samples).map(\.id), is: ["e3", "e2", "e1", "e4"], "samples")
    }

    private static func countsBlockingAlone(_ store: any WholeStore) async throws {
        try await store.append([
            Sample.audit("e1", matches: [Sample.match("r1"), Sample.match("r2", action: .flag)]),
            Sample.audit("e2", outcome: .accepted, matches: [Sample.match("r1", action: .flag)]),
        ])
        let rows = try await store.bannedPrompts(ReportQuery(.rule))
        try demand(rows.map(\.group), is: ["r1"], "rules that blocked")
        try demand(rows.map(\.count), is: [1], "exchanges that they blocked")
    }

    private static func narrows(_ store: any WholeStore) async throws {
        try await fill(store)
        var query = ReportQuery(.term)
        query.tenant = "b"
        try demand(try await groups(store, query), is: ["blood"], "one tenant's terms")
        query = ReportQuery(.tenant)
        query.since = lateEvening
        query.until = midnight
        try demand(try await groups(store, query), is: ["b"], "from the start, before the end")
        query = ReportQuery(.day)
        query.tenant = "c"
        try demand(try await groups(store, query), is: [], "nothing was blocked")
        try demand(
            try await groups(store, ReportQuery(.term, limit: 2)), is: ["blood", "gore"],
            "the most frequent")
        try demand(
            try await groups(store, ReportQuery(.hour, limit: 1)), is: ["2026-09-22T00:00:00Z"],
            "the newest hour")
    }

    private static func comparesPeriods(_ store: any WholeStore) async throws {
        for (number, hour) in [-3, -2, -1, -1, 0, 1].enumerated() {
            let rule = number == 0 ? "old" : number == 5 ? "new" : "r"
            try await store.append([
                Sample.audit(
                    ExchangeID("e\(number)"), at: Sample.start + .seconds(Int64(hour) * 3600),
                    matches: [Sample.match(rule)])
            ])
        }
        var query = ReportQuery(.rule)
        query.since = Sample.start
        var rows = try await store.bannedPrompts(query)
        try demand(rows.map(\.previous), is: [nil, nil], "nothing was to be compared")
        query.compareWithPeriodBefore(now: Sample.start + .seconds(7200))
        rows = try await store.bannedPrompts(query)
        try demand(rows.map(\.group), is: ["new", "r"], "the rules of the period")
        try demand(rows.map(\.previous), is: [0, 3], "the two hours before")
        try demand(rows.map(\.trend), is: [nil, -2.0 / 3], "the change")
    }

    private static func comparesBuckets(_ store: any WholeStore) async throws {
        try await fill(store)
        var days = ReportQuery(.day)
        // The report begins in the middle of the second day.
        days.since = midnight
        let rows = try await store.bannedPrompts(days)
        try demand(rows.map(\.group), is: ["2026-09-22"], "the days")
        try demand(rows.map(\.previous), is: [2], "the whole day before")
        try demand(rows.map(\.trend), is: [-0.5], "half of it")
        let hours = try await store.bannedPrompts(ReportQuery(.hour))
        try demand(hours.map(\.previous), is: [1, 0, 0], "the hours before")
    }

    private static func samples(_ store: any WholeStore) async throws {
        for number in 1...5 {
            try await store.append([
                Sample.audit(
                    ExchangeID("e\(number)"), of: "a",
                    matches: [
                        Sample.match("flag", action: .flag), Sample.match("r1", at: number),
                        Sample.match("r2", at: 30),
                    ], prompt: "prompt \(number)")
            ])
        }
        for grouping in ReportGrouping.allCases where grouping != .endUser {
            guard let row = try await store.bannedPrompts(ReportQuery(grouping)).first else {
                throw ConformanceFailure(description: "no row by \(grouping)")
            }
            let ids: [ExchangeID] = ["e5", "e4", "e3"]
            try demand(row.samples.map(\.id), is: ids, "the newest by \(grouping)")
            try demand(row.samples.first?.span, is: [5, 7], "the first that blocked")
            try demand(row.samples.first?.prompt, is: "prompt 5", "as it was kept")
            try demand(row.samples.first?.tenant, is: "a", "whose it is")
        }
        let rows = try await store.bannedPrompts(ReportQuery(.rule))
        try demand(rows.last?.samples.first?.span, is: [30, 32], "where the rule itself matched")
    }

    private static func groups(
        _ store: any WholeStore, _ query: ReportQuery
    ) async throws -> [String] {
        try await store.bannedPrompts(query).map(\.group)
    }
}
