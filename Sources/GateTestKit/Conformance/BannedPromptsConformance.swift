import GateCore

/// The promises of `AuditLog` about the report of banned prompts.
public enum BannedPromptsConformance {
    /// Each runs on a fresh store.
    public static let checks = [
        ConformanceCheck("counts exchanges by rule, most first", countsByRule),
        ConformanceCheck("counts by term, tenant and UTC day", countsByOthers),
        ConformanceCheck("counts only what asked to block", countsBlockingAlone),
        ConformanceCheck("narrows by tenant and time", narrows),
    ]

    /// 2026-09-21T23:59:59.999Z: the last millisecond of a day.
    private static let lateEvening = Timestamp(milliseconds: 1_790_035_199_999)

    private static func fill(_ store: any WholeStore) async throws {
        let blood = Sample.match("words", term: "blood")
        try await store.append([
            Sample.audit("e1", of: "a", at: Sample.start, matches: [blood], prompt: "one"),
            Sample.audit(
                "e2", of: "b", at: lateEvening,
                matches: [blood, Sample.match("words", term: "blood", at: 20)], prompt: "two"),
            Sample.audit(
                "e3", of: "a", at: lateEvening + .milliseconds(1),
                matches: [Sample.match("words", term: "gore"), Sample.match("minors")],
                prompt: "three"),
            Sample.audit("e4", of: "a", outcome: .limited, prompt: "four"),
            Sample.audit("e5", of: "a", prompt: "five"),
        ])
    }

    private static func row(
        _ group: String, _ count: Int, tenants: Int, _ lastAt: Timestamp, _ sample: String
    ) -> ReportRow {
        ReportRow(group: group, count: count, tenants: tenants, lastAt: lastAt, sample: sample)
    }

    private static func countsByRule(_ store: any WholeStore) async throws {
        try await fill(store)
        let rows = try await store.bannedPrompts(by: .rule, tenant: nil, since: nil, until: nil)
        let midnight = lateEvening + .milliseconds(1)
        let expected = [
            row("words", 3, tenants: 2, midnight, "three"),
            row("minors", 1, tenants: 1, midnight, "three"),
        ]
        try demand(rows, is: expected, "by rule")
    }

    private static func countsByOthers(_ store: any WholeStore) async throws {
        try await fill(store)
        let midnight = lateEvening + .milliseconds(1)
        let expected: [(ReportGrouping, [ReportRow])] = [
            (
                .term,
                [
                    row("blood", 2, tenants: 2, lateEvening, "two"),
                    row("gore", 1, tenants: 1, midnight, "three"),
                    row("minors", 1, tenants: 1, midnight, "three"),
                ]
            ),
            (
                .tenant,
                [
                    row("a", 2, tenants: 1, midnight, "three"),
                    row("b", 1, tenants: 1, lateEvening, "two"),
                ]
            ),
            (
                .day,
                [
                    row("2026-09-22", 1, tenants: 1, midnight, "three"),
                    row("2026-09-21", 2, tenants: 2, lateEvening, "two"),
                ]
            ),
        ]
        for (grouping, rows) in expected {
            let found = try await store.bannedPrompts(
                by: grouping, tenant: nil, since: nil, until: nil)
            try demand(found, is: rows, "by \(grouping)")
        }
    }

    private static func countsBlockingAlone(_ store: any WholeStore) async throws {
        try await store.append([
            Sample.audit("e1", matches: [Sample.match("r1"), Sample.match("r2", action: .flag)]),
            Sample.audit("e2", outcome: .accepted, matches: [Sample.match("r1", action: .flag)]),
        ])
        let rows = try await store.bannedPrompts(by: .rule, tenant: nil, since: nil, until: nil)
        try demand(rows.map(\.group), is: ["r1"], "rules that blocked")
        try demand(rows.map(\.count), is: [1], "exchanges that they blocked")
    }

    private static func narrows(_ store: any WholeStore) async throws {
        try await fill(store)
        let own = try await store.bannedPrompts(by: .term, tenant: "b", since: nil, until: nil)
        try demand(own.map(\.group), is: ["blood"], "one tenant's terms")
        let evening = try await store.bannedPrompts(
            by: .tenant, tenant: nil, since: lateEvening, until: lateEvening + .milliseconds(1))
        try demand(evening.map(\.group), is: ["b"], "from the start, before the end")
        let none = try await store.bannedPrompts(by: .day, tenant: "c", since: nil, until: nil)
        try demand(none, is: [], "nothing was blocked")
    }
}
