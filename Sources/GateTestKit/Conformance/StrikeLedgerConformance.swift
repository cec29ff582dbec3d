import GateCore

/// The promises of `StrikeLedger`, and of the audit log about strikes.
public enum StrikeLedgerConformance {
    /// Each runs on a fresh store.
    public static let checks = [
        ConformanceCheck("counts the refusals of an end user, from a time on", counts),
        ConformanceCheck("counts nothing but refusals, and nobody's", countsRefusalsAlone),
        ConformanceCheck("keeps tenants and users apart", keepsApart),
        ConformanceCheck("counts no refusal whose record was not kept", countsWithTheRecord),
        ConformanceCheck("counts what a human refuses", countsDecisions),
        ConformanceCheck("misses none of many at once", missesNone),
        ConformanceCheck("counts of one user no more than any threshold asks", countsUpToMost),
        ConformanceCheck("lists users by tenant and name, page by page", lists),
        ConformanceCheck("forgives a user, and keeps the record of that", forgives),
        ConformanceCheck("refuses a cursor it never gave", refusesBadCursor),
    ]

    private static let ann = EndUser("ann", of: "a")

    private static func counts(_ store: any WholeStore) async throws {
        try demand(try await tally(store, ann), is: StrikeTally(), "at first")
        // Two at one instant, and one that comes late: records need not be in order.
        for (place, second) in [10, 10, 30, 20].enumerated() {
            try await refuse(store, ann, "e\(place)", at: Sample.start + .seconds(Int64(second)))
        }
        let all = try await tally(store, ann)
        try demand(
            all, is: StrikeTally(count: 4, lastAt: Sample.start + .seconds(30)), "all of them")
        let late = try await store.strikes(of: ann, since: Sample.start + .seconds(20))
        try demand(late.count, is: 2, "from second 20 on")
        let none = try await store.strikes(of: ann, since: Sample.start + .seconds(31))
        try demand(none, is: StrikeTally(), "none after the last")
    }

    private static func countsRefusalsAlone(_ store: any WholeStore) async throws {
        for outcome in Outcome.allCases {
            let id = ExchangeID(outcome.rawValue)
            try await store.append([Sample.audit(id, of: "a", outcome: outcome, endUser: "ann")])
        }
        try await store.append([Sample.audit("nobody", of: "a", outcome: .blocked)])
        try demand(try await tally(store, ann).count, is: 1, "the blocked one")
        let users = try await store.usersWithStrikes(StrikeQuery()).elements
        try demand(users, is: [ann], "users")
    }

    private static func keepsApart(_ store: any WholeStore) async throws {
        try await refuse(store, ann, "e1")
        for other in [EndUser("ann", of: "b"), EndUser("Ann", of: "a"), EndUser("an", of: "a")] {
            try demand(try await tally(store, other), is: StrikeTally(), "\(other)")
        }
    }

    private static func countsWithTheRecord(_ store: any WholeStore) async throws {
        try await refuse(store, ann, "e1")
        try await demand(.conflict, "an exchange has one record") {
            try await store.append([refusal(of: ann, "e2"), refusal(of: ann, "e1")])
        }
        try demand(try await tally(store, ann).count, is: 1, "refusals")
    }

    private static func countsDecisions(_ store: any WholeStore) async throws {
        let task = Sample.held("t1", of: "a")
        _ = try await store.hold(
            task, audit: Sample.audit(task.exchange, of: "a", outcome: .held, endUser: "ann"),
            overflow: Sample.audit(overflowing: task), notices: [], room: HoldingRoom())
        try demand(try await tally(store, ann).count, is: 0, "a held one is none yet")
        _ = try await store.decide(
            try task.after(.denied("No.")), audit: refusal(of: ann, "e2"), notices: [],
            room: nil)
        try demand(try await tally(store, ann).count, is: 1, "a denied one is")
    }

    private static func missesNone(_ store: any WholeStore) async throws {
        try await withThrowingTaskGroup { group in
            for number in 0..<48 {
                group.addTask { try await refuse(store, ann, "e\(number)") }
            }
            try await group.waitForAll()
        }
        try demand(try await tally(store, ann).count, is: 48, "refusals")
    }

    private static func countsUpToMost(_ store: any WholeStore) async throws {
        let most = StrikePolicy.highestThreshold
        let records = (0..<most + 20).map { number in
            refusal(of: ann, "e\(number)", at: Sample.start + .seconds(Int64(number)))
        }
        try await store.append(records)
        let newest = Sample.start + .seconds(Int64(most + 19))
        try demand(
            try await tally(store, ann), is: StrikeTally(count: most, lastAt: newest),
            "the newest of them")
    }

    private static func lists(_ store: any WholeStore) async throws {
        let users = [
            EndUser("ann", of: "a"), EndUser("bob/2", of: "a"), EndUser("zoë \u{1F600}", of: "a"),
            EndUser("ann", of: "b"), EndUser("cyd", of: "b"),
        ]
        for (place, user) in users.reversed().enumerated() {
            try await refuse(store, user, "e\(place)")
            try await refuse(store, user, "f\(place)", at: Sample.start + .seconds(9))
        }
        var seen: [EndUser] = []
        var cursor: String?
        repeat {
            let page = try await store.usersWithStrikes(StrikeQuery(cursor: cursor, limit: 2))
            seen += page.elements
            cursor = page.nextCursor
        } while cursor != nil && seen.count < 9
        try demand(seen, is: users, "each once")
        let own = try await store.usersWithStrikes(StrikeQuery(tenant: "b")).elements
        try demand(own, is: [users[3], users[4]], "of one tenant")
        let named = try await store.usersWithStrikes(StrikeQuery(endUser: "ann")).elements
        try demand(named, is: [users[0], users[3]], "of one name")
    }

    private static func forgives(_ store: any WholeStore) async throws {
        let bob = EndUser("bob", of: "a")
        try await refuse(store, ann, "e1")
        try await refuse(store, ann, "e2")
        try await refuse(store, bob, "e3")
        let record = Sample.audit("forgiven", of: "a", outcome: .accepted, endUser: "ann")
        try demand(try await store.forgive(ann, audit: record), is: 2, "refusals forgiven")
        try demand(try await tally(store, ann), is: StrikeTally(), "none is left")
        try demand(try await tally(store, bob).count, is: 1, "another's stay")
        let newest = try await store.records(AuditQuery(limit: 1)).elements
        try demand(newest, is: [record], "the record of it")
        try await demand(.conflict, "a record's id is taken") {
            _ = try await store.forgive(bob, audit: record)
        }
        try demand(try await tally(store, bob).count, is: 1, "nothing without its record")
    }

    private static func refusesBadCursor(_ store: any WholeStore) async throws {
        for cursor in ["", "x", "u", "uzz", "u7"] {
            try await demandBadCursor(cursor) {
                _ = try await store.usersWithStrikes(StrikeQuery(cursor: cursor))
            }
        }
    }

    private static func refusal(
        of user: EndUser, _ id: String, at: Timestamp = Sample.start
    ) -> AuditRecord {
        Sample.audit(
            ExchangeID(id), of: user.tenant, at: at, outcome: .blocked, endUser: user.name)
    }

    private static func refuse(
        _ store: any WholeStore, _ user: EndUser, _ id: String, at: Timestamp = Sample.start
    ) async throws {
        try await store.append([refusal(of: user, id, at: at)])
    }

    private static func tally(_ store: any WholeStore, _ user: EndUser) async throws -> StrikeTally
    {
        try await store.strikes(of: user, since: Timestamp(milliseconds: 0))
    }
}
