import GateCore

/// The promises of `AuditLog` about what is erased.
public enum AuditErasureConformance {
    /// Each runs on a fresh store.
    public static let checks = [
        ConformanceCheck("erases texts and keeps records", erasesTexts),
        ConformanceCheck("erases the texts of one end user, or before a time", narrows),
        ConformanceCheck("erases whole records of one tenant before a time", erasesRecords),
        ConformanceCheck("erases nothing of what admins did", sparesAdmins),
        ConformanceCheck("erases many in one go", erasesMany),
    ]

    private static func erasesTexts(_ store: any WholeStore) async throws {
        try await store.append([
            Sample.audit("e1", of: "a", matches: [Sample.match("blood")], prompt: "canary blood"),
            Sample.audit("e2", of: "b", prompt: "canary"),
        ])
        try demand(try await erase(store), is: 1, "records erased")
        try demand(try await erase(store), is: 0, "records erased again")
        let kept = try await store.records(AuditQuery()).elements
        try demand(kept.map(\.id), is: ["e2", "e1"], "the records")
        try demand(kept.map(\.prompt), is: ["canary", ""], "their prompts")
        try demand(kept.last?.matches.map(\.text), is: [""], "what matched")
        try demand(kept.last?.matches.map(\.term), is: ["blood"], "the rule's own term")
        let found = try await store.records(query { $0.text = "canary" }).elements
        try demand(found.map(\.id), is: ["e2"], "found by their text")
        let ruled = try await store.records(query { $0.rule = "blood" }).elements
        try demand(ruled.map(\.id), is: ["e1"], "found by the rule")
        try await store.append([Sample.audit("e3", of: "a", prompt: "later")])
        try demand(
            try await store.records(AuditQuery(limit: 1)).elements.first?.prompt, is: "later",
            "what comes later")
    }

    private static func narrows(_ store: any WholeStore) async throws {
        for (number, user) in ["u", "v", nil, "u"].enumerated() {
            let at = Sample.start + .seconds(Int64(number))
            try await store.append([record(ExchangeID("e\(number)"), by: user, at: at)])
        }
        try demand(try await erase(store, "nobody"), is: 0, "an end user without records")
        try demand(
            try await erase(store, "u", before: Sample.start + .seconds(3)), is: 1,
            "of one end user, before a time")
        try demand(
            try await erase(store, before: Sample.start + .seconds(2)), is: 1, "before a time")
        try demand(
            try await store.records(AuditQuery()).elements.map(\.prompt), is: ["p", "p", "", ""],
            "what is left")
    }

    private static func erasesRecords(_ store: any WholeStore) async throws {
        try await store.append([
            Sample.audit("e1", of: "a", matches: [Sample.match("blood")]),
            Sample.audit("e2", of: "b"),
            Sample.audit("e3", of: "a", at: Sample.start + .seconds(1)),
        ])
        _ = try await store.eraseTexts(tenant: "a", endUser: nil, before: nil)
        let end = Sample.start + .seconds(1)
        try demand(try await store.eraseRecords(tenant: "a", before: end), is: 1, "erased")
        try demand(try await store.eraseRecords(tenant: "a", before: end), is: 0, "again")
        let kept = try await store.records(AuditQuery()).elements
        try demand(kept.map(\.id), is: ["e3", "e2"], "the records")
        let ruled = try await store.records(query { $0.rule = "blood" }).elements
        try demand(ruled.map(\.id), is: [], "found by the rule")
    }

    private static func sparesAdmins(_ store: any WholeStore) async throws {
        let deed = AuditRecord(
            "d1", at: Sample.start,
            admin: AdminAction(actor: "k", action: "tenant.create", target: "a", detail: [:]),
            tenant: "a")
        try await store.append([deed])
        try demand(try await erase(store), is: 0, "texts")
        let end = Sample.start + .seconds(9)
        try demand(try await store.eraseRecords(tenant: "a", before: end), is: 0, "records")
        try demand(try await store.records(AuditQuery()).elements, is: [deed], "the record")
    }

    private static func erasesMany(_ store: any WholeStore) async throws {
        try await store.append((0..<450).map { Sample.audit(ExchangeID("e\($0)"), of: "a") })
        try demand(try await erase(store), is: 450, "records erased")
    }

    private static func erase(
        _ store: any WholeStore, _ endUser: String? = nil, before: Timestamp? = nil
    ) async throws -> Int {
        try await store.eraseTexts(tenant: "a", endUser: endUser, before: before)
    }

    private static func record(
        _ id: ExchangeID, by user: String?, at: Timestamp
    ) -> AuditRecord {
        AuditRecord(
            id: id, at: at, tenant: "a", key: "k", endUser: user, surface: .moderate,
            kind: "moderate", task: nil, outcome: .accepted, action: .allow, code: nil,
            endedBy: nil, stages: [], matches: [], revision: "r", prompt: "p")
    }
}
