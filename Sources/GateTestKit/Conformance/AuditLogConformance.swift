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
        ConformanceCheck("pages through a span of time while records arrive", pagesThroughTime),
        ConformanceCheck("pages through a search, rule and text, without repeats", pagesSearches),
        ConformanceCheck("narrows by end user, outcome and kind", narrowsByMore),
        ConformanceCheck("finds texts of every script, short ones too", findsScripts),
        ConformanceCheck("lists what admins did, by action too", listsAdminActions),
        ConformanceCheck("counts outcomes by stretches of time, without admins", countsOutcomes),
        ConformanceCheck("refuses a cursor it never gave", refusesBadCursor),
        ConformanceCheck("refuses a cursor of another search", refusesForeignCursor),
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

    private static func countsOutcomes(_ store: any WholeStore) async throws {
        let start = Timestamp(milliseconds: Sample.start.milliseconds / 60_000 * 60_000)
        try await store.append([
            Sample.audit("e1", at: start + .seconds(-1), outcome: .blocked),
            Sample.audit("e2", at: start, outcome: .blocked),
            Sample.audit("e3", at: start + .seconds(59), outcome: .blocked),
            Sample.audit("e4", at: start + .seconds(30), outcome: .accepted),
            Sample.audit("e5", at: start + .seconds(60), outcome: .limited),
            Sample.admin("e6", "rules.reload", target: "rules"),
        ])
        let counts = try await store.outcomes(since: start, bucket: 60_000)
        try demand(
            counts,
            is: [
                OutcomeCount(at: start, outcome: .accepted, count: 1),
                OutcomeCount(at: start, outcome: .blocked, count: 2),
                OutcomeCount(at: start + .seconds(60), outcome: .limited, count: 1),
            ], "the counts")
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

    private static func pagesThroughTime(_ store: any WholeStore) async throws {
        for number in 1...9 {
            // Now and then a record comes late: its time lies before its neighbours'.
            let late = number.isMultiple(of: 3) ? -3 : 0
            try await store.append([
                Sample.audit(
                    ExchangeID("e\(number)"), at: Sample.start + .seconds(Int64(number + late)))
            ])
        }
        let seen = try await walk(store) { query in
            query.since = Sample.start + .seconds(2)
            query.until = Sample.start + .seconds(8)
        }
        // e3 is of second 0, e6 of 3, e9 of 6, and e8 of 8.
        try demand(seen, is: ["e9", "e7", "e6", "e5", "e4", "e2"], "seconds 2 to 7, each once")
    }

    private static func pagesSearches(_ store: any WholeStore) async throws {
        for number in 1...9 {
            let terms = [Sample.match("r", term: "x"), Sample.match("r", term: "y")]
            try await store.append([
                Sample.audit(
                    ExchangeID("e\(number)"), of: "a",
                    matches: number.isMultiple(of: 2) ? terms : [],
                    prompt: number.isMultiple(of: 3) ? "a moon" : "the sun and moons")
            ])
        }
        let even: [ExchangeID] = ["e8", "e6", "e4", "e2"]
        try demand(try await walk(store) { $0.rule = "r" }, is: even, "by rule")
        let suns: [ExchangeID] = ["e8", "e7", "e5", "e4", "e2", "e1"]
        try demand(try await walk(store) { $0.text = "SUN a" }, is: suns, "by text")
        try demand(try await walk(store) { $0.text = "su" }, is: suns, "by a short text")
        let both = try await walk(store) { query in
            query.rule = "r"
            query.text = "sun"
            query.tenant = "a"
        }
        try demand(both, is: ["e8", "e4", "e2"], "by rule, text and tenant")
    }

    private static func narrowsByMore(_ store: any WholeStore) async throws {
        try await store.append([
            Sample.audit("e1", of: "a", endUser: "7"),
            Sample.audit("e2", of: "b", outcome: .limited, endUser: "7"),
            Sample.audit("e3", of: "a", matches: [Sample.match("r")], kind: "moderate"),
        ])
        try demand(try await ids(store) { $0.endUser = "7" }, is: ["e2", "e1"], "by end user")
        try demand(try await ids(store) { $0.outcome = .limited }, is: ["e2"], "by outcome")
        try demand(try await ids(store) { $0.kind = "moderate" }, is: ["e3"], "by kind")
        let none = try await ids(store) { query in
            query.kind = "moderate"
            query.outcome = .limited
        }
        try demand(none, is: [], "by both")
        let own = try await ids(store) { query in
            query.endUser = "7"
            query.tenant = "a"
        }
        try demand(own, is: ["e1"], "one tenant's user")
    }

    private static func findsScripts(_ store: any WholeStore) async throws {
        try await store.append([
            Sample.audit("e1", prompt: "一只可爱的小猫在月光下"), Sample.audit("e2", prompt: "小猫"),
            Sample.audit("e3", prompt: "Кровавая ЛУНА"), Sample.audit("e4", prompt: "a 🦊🌙 fox"),
            Sample.audit("e5", prompt: "say \"moon\" AND (sun) OR NEAR* ^x {-col : y"),
        ])
        let expected: [(String, [ExchangeID])] = [
            ("小猫在", ["e1"]), ("小猫", ["e2", "e1"]), ("猫", ["e2", "e1"]), ("кровавая л", ["e3"]),
            ("🦊🌙", ["e4"]), ("🌙 fox", ["e4"]), ("\"moon\" and (", ["e5"]), ("near* ^", ["e5"]),
            ("{-col : y", ["e5"]), ("-col", ["e5"]), ("moon sun", []), ("小猫在月光下x", []),
        ]
        for (text, records) in expected {
            let found = try await ids(store) { $0.text = text }
            try demand(found, is: records, "records with '\(text)'")
        }
    }

    private static func listsAdminActions(_ store: any WholeStore) async throws {
        try await store.append([
            Sample.audit("e1"), Sample.admin("e2", "tenant.create", target: "shop"),
            Sample.admin("e3", "rules.reload", target: "rules", detail: ["from": ["a", nil, 1]]),
        ])
        try demand(try await ids(store) { $0.kind = "admin" }, is: ["e3", "e2"], "by kind")
        let created = try await store.records(query { $0.action = "tenant.create" }).elements
        try demand(created.map(\.id), is: ["e2"], "by what was done")
        try demand(created.first?.admin?.target, is: "shop", "what it was done to")
        try demand(try await store.bannedPrompts(ReportQuery(.tenant)), is: [], "none is banned")
    }

    private static func refusesBadCursor(_ store: any WholeStore) async throws {
        try await store.admit(Sample.task("t1"))
        try await store.admit(Sample.task("t2"))
        let tasks = try await store.tasks(TaskQuery(tenant: Tenant.adminID, limit: 1)).nextCursor
        let good = try await cursor(store)
        for cursor in [
            "", "x", "0", "a", "a-1", "a1;", tasks ?? "none", good + "0.", good + ";", "a.." + good,
        ] {
            try await demandBadCursor(cursor) {
                _ = try await store.records(query { $0.cursor = cursor })
            }
        }
    }

    private static func refusesForeignCursor(_ store: any WholeStore) async throws {
        let given = try await cursor(store)
        _ = try await store.records(query { $0.cursor = given })
        try await demandBadCursor(given) {
            _ = try await store.records(
                query { query in
                    query.cursor = given
                    query.since = Sample.start
                })
        }
    }

    /// The cursor behind the first of two new records.
    private static func cursor(_ store: any WholeStore) async throws -> String {
        try await store.append([Sample.audit("c1"), Sample.audit("c2")])
        return try await store.records(AuditQuery(limit: 1)).nextCursor ?? "none"
    }

    /// All records of a search, two a page, while others arrive.
    private static func walk(
        _ store: any WholeStore, _ change: (inout AuditQuery) -> Void
    ) async throws -> [ExchangeID] {
        var request = query(change)
        request.limit = 2
        let own = "new\(request.fingerprint)-"
        var seen: [ExchangeID] = []
        for page in 0..<20 {
            let found = try await store.records(request)
            seen += found.elements.map(\.id)
            request.cursor = found.nextCursor
            guard found.nextCursor != nil else {
                let arrived = seen.filter { $0.rawValue.hasPrefix(own) }
                try demand(arrived, is: [], "what came after the first page")
                return seen.filter { !$0.rawValue.hasPrefix("new") }
            }
            // Such that every search of these checks would take it.
            try await store.append([
                Sample.audit(
                    ExchangeID("\(own)\(page)"), of: "a", at: Sample.start + .seconds(5),
                    matches: [Sample.match("r")], prompt: "sun and moon")
            ])
        }
        throw ConformanceFailure(description: "a walk did not end: \(seen)")
    }

    private static func ids(
        _ store: any WholeStore, _ change: (inout AuditQuery) -> Void
    ) async throws -> [ExchangeID] {
        try await store.records(query(change)).elements.map(\.id)
    }
}
