import GateCore

/// The promises of `AuditLog` about records; `BannedPromptsConformance` has the reports.
public enum AuditLogConformance {
    /// Each runs on a fresh store.
    public static let checks = [
        ConformanceCheck("keeps records whole, newest first", keepsRecords),
        ConformanceCheck("keeps all of one append, or nothing", keepsAllOrNothing),
        ConformanceCheck("narrows by tenant, action, outcome and rule", narrows),
        ConformanceCheck("narrows by time, from and before", narrowsByTime),
        ConformanceCheck("finds a part of the prompt, caseless, and no wildcard", findsText),
        ConformanceCheck("pages newest first, without gaps or repeats", pages),
        ConformanceCheck("refuses a cursor it never gave", refusesBadCursor),
    ]

    private static func keepsRecords(_ store: any WholeStore) async throws {
        try await store.append([])
        let first = Sample.audit(
            "e1", of: "a", matches: [Sample.match("r1"), Sample.match("r1", at: 9)],
            prompt: "bl\u{0}ood \u{1F600} \"quoted\" \\ \n line")
        let second = Sample.audit("e2", of: "b", at: Sample.start + .seconds(-60))
        try await store.append([first, second])
        let kept = try await store.records(AuditQuery()).elements
        try demand(kept, is: [second, first], "the records, last appended first")
    }

    private static func keepsAllOrNothing(_ store: any WholeStore) async throws {
        try await store.append([Sample.audit("e1")])
        try await demand(.conflict, "an exchange has one record") {
            try await store.append([Sample.audit("e2"), Sample.audit("e1")])
        }
        try demand(try await ids(store) { _ in }, is: ["e1"], "the records")
    }

    private static func narrows(_ store: any WholeStore) async throws {
        try await store.append([
            Sample.audit("e1", of: "a", matches: [Sample.match("r1"), Sample.match("r2")]),
            Sample.audit("e2", of: "b", matches: [Sample.match("r2")]),
            Sample.audit(
                "e3", of: "a", outcome: .accepted, matches: [Sample.match("r1", action: .flag)]),
            Sample.audit("e4", of: "b", outcome: .limited),
        ])
        try demand(try await ids(store) { $0.tenant = "a" }, is: ["e3", "e1"], "by tenant")
        try demand(try await ids(store) { $0.action = "block" }, is: ["e2", "e1"], "by action")
        try demand(try await ids(store) { $0.action = "limited" }, is: ["e4"], "by outcome")
        try demand(try await ids(store) { $0.rule = "r1" }, is: ["e3", "e1"], "by rule")
        let both = try await ids(store) { query in
            query.rule = "r2"
            query.tenant = "b"
        }
        try demand(both, is: ["e2"], "by rule and tenant")
        try demand(try await ids(store) { $0.rule = "r" }, is: [], "a rule's id is whole")
    }

    private static func narrowsByTime(_ store: any WholeStore) async throws {
        for second in 0..<4 {
            try await store.append([
                Sample.audit(ExchangeID("e\(second)"), at: Sample.start + .seconds(Int64(second)))
            ])
        }
        let found = try await ids(store) { query in
            query.since = Sample.start + .seconds(1)
            query.until = Sample.start + .seconds(3)
        }
        try demand(found, is: ["e2", "e1"], "from the second on, before the fourth")
    }

    private static func findsText(_ store: any WholeStore) async throws {
        try await store.append([
            Sample.audit("e1", prompt: "A Blood Moon"), Sample.audit("e2", prompt: "100% wool"),
            Sample.audit("e3", prompt: "a_b \\ 'c'"), Sample.audit("e4", prompt: "ÄRGER im Büro"),
            Sample.audit("e5", prompt: "hidden\u{0}behind"),
        ])
        let expected: [(String, [ExchangeID])] = [
            ("blood m", ["e1"]), ("BLOOD", ["e1"]), ("%", ["e2"]), ("a_", ["e3"]), ("\\", ["e3"]),
            ("'c'", ["e3"]), ("ärger", ["e4"]), ("BÜRO", ["e4"]), ("b_ood", []), ("bl%d", []),
            ("behind", ["e5"]), ("\u{0}", ["e5"]),
        ]
        for (text, records) in expected {
            let found = try await ids(store) { $0.text = text }
            try demand(found, is: records, "records with '\(text)'")
        }
    }

    private static func pages(_ store: any WholeStore) async throws {
        for number in 1...7 {
            // Times that run backwards: the order is that of appending.
            let at = Sample.start + .seconds(Int64(-number))
            try await store.append([Sample.audit(ExchangeID("e\(number)"), of: "a", at: at)])
        }
        var seen: [ExchangeID] = []
        var request = AuditQuery(limit: 3)
        request.tenant = "a"
        repeat {
            let page = try await store.records(request)
            seen += page.elements.map(\.id)
            request.cursor = page.nextCursor
            try await store.append([Sample.audit(ExchangeID("new\(seen.count)"), of: "a")])
        } while request.cursor != nil && seen.count < 20
        let expected = (1...7).reversed().map { ExchangeID("e\($0)") }
        try demand(seen, is: expected, "newest first, each once")
    }

    private static func refusesBadCursor(_ store: any WholeStore) async throws {
        try await store.admit(Sample.task("t1"))
        try await store.admit(Sample.task("t2"))
        let tasks = try await store.tasks(TaskQuery(tenant: Tenant.adminID, limit: 1)).nextCursor
        for cursor in ["", "x", "0", "a", "a-1", "a1;", tasks ?? "none"] {
            try await demandBadCursor(cursor) {
                _ = try await store.records(query { $0.cursor = cursor })
            }
        }
    }

    private static func ids(
        _ store: any WholeStore, _ change: (inout AuditQuery) -> Void
    ) async throws -> [ExchangeID] {
        try await store.records(query(change)).elements.map(\.id)
    }
}
