import GateCore

/// The promises of `SuggestionStore`, and of what tasks and webhooks have to do with it.
public enum SuggestionStoreConformance {
    /// Each runs on a fresh store.
    public static let checks = [
        ConformanceCheck("keeps a suggestion and gives it to its tenant alone", keeps),
        ConformanceCheck("counts a suggestion that asks for the same as an open one", repeats),
        ConformanceCheck("takes no more open suggestions than the limits", isBounded),
        ConformanceCheck("lists suggestions page by page, narrowed", lists),
        ConformanceCheck("ends a suggestion once, with its webhook", ends),
        ConformanceCheck("hands out webhooks of no task side by side", noticesOfNoTask),
        ConformanceCheck("keeps a task's change and its suggestion, or neither", withTask),
        ConformanceCheck("refuses to change what is not there", refusesUnknown),
    ]

    private static func keeps(_ store: any WholeStore) async throws {
        try await addTenants(store)
        let made = Sample.suggestion("s1", of: "a")
        try demand(try await store.add(made), is: .added, "what became of it")
        try demand(try await store.suggestion("s1", tenant: "a"), is: made, "its tenant's view")
        try demand(try await store.suggestion("s1", tenant: nil), is: made, "the admin's view")
        try demand(try await store.suggestion("s1", tenant: "b"), is: nil, "another's view")
        try demand(try await store.suggestion("s2", tenant: nil), is: nil, "one never made")
    }

    private static func repeats(_ store: any WholeStore) async throws {
        try await addTenants(store)
        let first = Sample.suggestion("s1", of: "a", term: "Tyrone")
        _ = try await store.add(first)
        let later = Sample.start + .seconds(5)
        let again = Sample.suggestion("s2", of: "a", term: "tyrone", at: later)
        try demand(
            try await store.add(again), is: .repeated(first.repeated(at: later)), "the same wish")
        try demand(try await store.suggestion("s2", tenant: nil), is: nil, "it is not kept twice")
        try demand(try await store.suggestion("s1", tenant: nil)?.count, is: 2, "it is counted")
        for other in [
            Sample.suggestion("s3", of: "b", term: "tyrone"),
            Sample.suggestion("s4", of: "a", term: "tyrone", kind: .allow),
            Sample.suggestion("s5", of: "a", term: "tyrone", source: .midjourney),
        ] {
            try demand(try await store.add(other), is: .added, "another wish")
        }
        try await decline("s1", store)
        try demand(try await store.add(again), is: .added, "the same wish, after the end")
    }

    private static func isBounded(_ store: any WholeStore) async throws {
        try await addTenants(store)
        for number in 0..<SuggestionLimits.openOfTenant {
            let one = Sample.suggestion(SuggestionID("s\(number)"), of: "a", term: "w\(number)")
            try demand(try await store.add(one), is: .added, "suggestion \(number)")
        }
        let more = Sample.suggestion("more", of: "a", term: "more")
        try demand(try await store.add(more), is: .full, "one too many")
        let again = try await store.add(Sample.suggestion("again", of: "a", term: "w7"))
        guard case .repeated = again else {
            throw ConformanceFailure(description: "a repeated one found \(again)")
        }
        let midjourneys = Sample.suggestion("m", of: "a", term: "more", source: .midjourney)
        try demand(try await store.add(midjourneys), is: .added, "another source's")
        try demand(
            try await store.add(Sample.suggestion("b", of: "b")), is: .added, "another's")
        try await decline("s3", store)
        try demand(try await store.add(more), is: .added, "after one has ended")
    }

    private static func lists(_ store: any WholeStore) async throws {
        try await addTenants(store)
        for number in 1...5 {
            _ = try await store.add(
                Sample.suggestion(
                    SuggestionID("s\(number)"), of: number == 2 ? "b" : "a", term: "w\(number)",
                    source: number == 4 ? .midjourney : .tenant))
        }
        try await decline("s3", store)
        let first = try await store.suggestions(SuggestionQuery(tenant: "a", limit: 2))
        try demand(first.elements.map(\.id), is: ["s5", "s4"], "the newest first")
        let second = try await store.suggestions(
            SuggestionQuery(tenant: "a", cursor: first.nextCursor, limit: 2))
        try demand(second.elements.map(\.id), is: ["s3", "s1"], "the next page")
        try demand(second.nextCursor, is: nil, "no page behind the last")
        let declined = try await store.suggestions(SuggestionQuery(status: .declined))
        try demand(declined.elements.map(\.id), is: ["s3"], "by status")
        let uttered = try await store.suggestions(SuggestionQuery(source: .midjourney))
        try demand(uttered.elements.map(\.id), is: ["s4"], "by source")
        try demand(
            try await store.suggestions(SuggestionQuery()).elements.count, is: 5, "of all tenants")
        try await demandBadCursor("t1") {
            _ = try await store.suggestions(SuggestionQuery(cursor: "t1"))
        }
    }

    private static func ends(_ store: any WholeStore) async throws {
        try await addTenants(store)
        let open = Sample.suggestion("s1", of: "a")
        _ = try await store.add(open)
        let end = SuggestionDecision.declined("no", by: "key", at: Sample.start)
        guard let declined = open.decided(end) else {
            throw ConformanceFailure(description: "an open one cannot be declined")
        }
        try await store.change(declined, notices: [notice("n1")])
        try demand(try await store.suggestion("s1", tenant: "a"), is: declined, "as it ended")
        try demand(try await due(store), is: ["n1"], "the webhook that tells it")
        try await demand(.conflict, "ended twice") {
            try await store.change(declined, notices: [notice("n2")])
        }
        try demand(try await due(store), is: ["n1"], "no webhook of a change that was refused")
    }

    private static func noticesOfNoTask(_ store: any WholeStore) async throws {
        try await addTenants(store)
        for number in 1...3 {
            let open = Sample.suggestion(
                SuggestionID("s\(number)"), of: "a", term: "w\(number)")
            _ = try await store.add(open)
            let end = SuggestionDecision.declined(nil, by: "key", at: Sample.start)
            guard let declined = open.decided(end) else { continue }
            try await store.change(declined, notices: [notice(NoticeID("n\(number)"))])
        }
        try demand(try await due(store), is: ["n1", "n2", "n3"], "none waits for another")
        try await store.noticeDelivered("n2", at: Sample.start)
        try demand(try await due(store), is: ["n1", "n3"], "after one arrived")
        try await store.noticeFailed("n1", at: Sample.start, error: "410")
        try demand(try await due(store), is: ["n3"], "after one was given up")
    }

    private static func withTask(_ store: any WholeStore) async throws {
        try await addTenants(store)
        let task = Sample.task("t1", of: "a")
        try await store.admit(task)
        let failure = TaskFailure(.bannedPrompt, "Banned prompt detected", banned: true)
        let banned = try task.after(.failed(failure, nil))
        let made = Sample.suggestion("s1", of: "a", source: .midjourney, task: "t1")
        try await store.change(banned, notices: [], suggestion: made)
        try demand(try await store.suggestion("s1", tenant: "a"), is: made, "the suggestion")
        let late = Sample.suggestion("s2", of: "a", term: "late", source: .midjourney)
        try await demand(.conflict, "an old version") {
            try await store.change(banned, notices: [], suggestion: late)
        }
        try demand(try await store.suggestion("s2", tenant: nil), is: nil, "nothing of it is kept")
    }

    private static func refusesUnknown(_ store: any WholeStore) async throws {
        try await demand(.notFound, "of no tenant") {
            _ = try await store.add(Sample.suggestion("s1", of: "nobody"))
        }
        try await demand(.notFound, "changed") {
            try await store.change(
                Sample.suggestion("s1", of: Tenant.adminID).repeated(at: Sample.start), notices: [])
        }
    }

    // MARK: Steps

    private static func addTenants(_ store: any WholeStore) async throws {
        for id: TenantID in ["a", "b"] {
            try await store.addTenant(Sample.tenant(id), webhookSecret: "whsec_\(id)")
        }
    }

    private static func decline(_ id: SuggestionID, _ store: any WholeStore) async throws {
        let end = SuggestionDecision.declined(nil, by: "key", at: Sample.start)
        guard let declined = try await store.suggestion(id, tenant: nil)?.decided(end) else {
            throw ConformanceFailure(description: "\(id) is not open")
        }
        try await store.change(declined, notices: [])
    }

    private static func notice(_ id: NoticeID) -> Notice {
        Notice(
            id: id, tenant: "a", task: nil, type: .text, url: "http://127.0.0.1:9/hook",
            body: "{}", createdAt: Sample.start)
    }

    private static func due(_ store: any WholeStore) async throws -> [String] {
        try await store.dueNotices(at: Sample.start, limit: 100).map(\.notice.id.rawValue)
    }
}
