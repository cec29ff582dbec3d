import GateCore

/// The promises of `DeliveryStore`, and of `NoticeStore` about receivers that want no more.
public enum DeliveryStoreConformance {
    /// Each runs on a fresh store.
    public static let checks = [
        ConformanceCheck("lists webhooks newest first, by tenant and state", lists),
        ConformanceCheck("shows what became of a webhook", shows),
        ConformanceCheck("replays a failed webhook from the start of its schedule", replays),
        ConformanceCheck("replays no webhook that has not failed", refusesReplay),
        ConformanceCheck("replays all failed ones of a tenant, in order", replaysAll),
        ConformanceCheck("a replay follows the tenant to its new address", followsTenant),
        ConformanceCheck("fails every webhook to an address that wants no more", closes),
        ConformanceCheck("an address is open again once it is reopened", reopens),
        ConformanceCheck("hands out no more of a tenant than asked for", isFair),
        ConformanceCheck("signs by the former secret too, for a while", rotates),
        ConformanceCheck("counts how a tenant's webhooks fare", countsHealth),
        ConformanceCheck("forgets what was delivered long ago, and nothing else", forgets),
    ]

    private static func lists(_ store: any WholeStore) async throws {
        try await begin(store, "a", "t1", ["n1", "n2"])
        try await begin(store, "b", "t2", ["m1"])
        try await store.noticeFailed("n1", at: Sample.start, error: "500")
        try await store.noticeDelivered("m1", at: Sample.start)
        func ids(_ query: DeliveryQuery) async throws -> [NoticeID] {
            try await store.deliveries(query).elements.map(\.notice.id)
        }
        try demand(try await ids(DeliveryQuery()), is: ["m1", "n2", "n1"], "all")
        try demand(try await ids(DeliveryQuery(tenant: "a")), is: ["n2", "n1"], "one tenant's")
        try demand(
            try await ids(DeliveryQuery(states: [.failed, .pending])), is: ["n2", "n1"],
            "those that did not arrive")
        let first = try await store.deliveries(DeliveryQuery(limit: 2))
        try demand(first.elements.map(\.notice.id), is: ["m1", "n2"], "a page")
        let rest = try await store.deliveries(DeliveryQuery(cursor: first.nextCursor, limit: 2))
        try demand(rest.elements.map(\.notice.id), is: ["n1"], "the next page")
        try demand(rest.nextCursor, is: nil, "the last page")
    }

    private static func forgets(_ store: any WholeStore) async throws {
        try await begin(store, "a", "t1", ["n1", "n2", "n3"])
        try await begin(store, "b", "t2", ["m1"])
        for (place, id) in ["n1", "n2"].enumerated() {
            try await store.noticeDelivered(
                NoticeID(id), at: Sample.start + .seconds(Int64(place)))
        }
        try await store.noticeFailed("m1", at: Sample.start, error: "500")
        let end = Sample.start + .seconds(60)
        try demand(
            try await store.forgetDelivered(before: Sample.start + .seconds(1), limit: 10), is: 1,
            "those before")
        try demand(try await store.delivery("n1") == nil, is: true, "the first is gone")
        try demand(try await store.delivery("n2") != nil, is: true, "the second stays")
        try demand(try await store.forgetDelivered(before: end, limit: 10), is: 1, "the rest")
        try demand(try await store.forgetDelivered(before: end, limit: 10), is: 0, "no more")
        try demand(
            try await store.deliveries(DeliveryQuery()).elements.map(\.notice.id),
            is: ["m1", "n3"], "what failed or waits stays")
    }

    private static func shows(_ store: any WholeStore) async throws {
        try demand(try await store.delivery("n1"), is: nil, "one that was never kept")
        let kept = try await begin(store, "a", "t1", ["n1", "n2"])
        let behind = try await store.delivery("n2")
        try demand(behind?.state, is: .waiting, "it is behind another")
        let later = Sample.start + .seconds(5)
        try await store.noticeDeferred("n1", until: later, at: Sample.start, error: "503")
        let deferred = DeliveryRecord(
            notice: kept[0], state: .pending, attempts: 1, nextAt: later, settledAt: nil,
            error: "503")
        try demand(try await store.delivery("n1"), is: deferred, "a deferred one")
        try await store.noticeFailed("n1", at: later, error: "gave up")
        let failed = DeliveryRecord(
            notice: kept[0], state: .failed, attempts: 2, nextAt: nil, settledAt: later,
            error: "gave up")
        try demand(try await store.delivery("n1"), is: failed, "a failed one")
    }

    private static func replays(_ store: any WholeStore) async throws {
        let kept = try await begin(store, "a", "t1", ["n1"])
        try await store.noticeFailed("n1", at: Sample.start, error: "500")
        try demand(try await due(store), is: [], "a failed one is not due")
        let again = try await store.replay("n1", at: Sample.start)
        try demand(again.notice, is: kept[0], "the same id and body")
        try demand(again.state, is: .pending, "it is due")
        try demand(again.attempts, is: 0, "its tries are counted anew")
        try demand(try await due(store), is: ["n1"], "it is handed out")
    }

    private static func refusesReplay(_ store: any WholeStore) async throws {
        try await begin(store, "a", "t1", ["n1"])
        try await demand(.notFound, "an unknown one") {
            _ = try await store.replay("n", at: Sample.start)
        }
        try await demand(.conflict, "a pending one") {
            _ = try await store.replay("n1", at: Sample.start)
        }
        try await store.noticeDelivered("n1", at: Sample.start)
        try await demand(.conflict, "a delivered one") {
            _ = try await store.replay("n1", at: Sample.start)
        }
    }

    private static func replaysAll(_ store: any WholeStore) async throws {
        try await begin(store, "a", "t1", ["n1", "n2", "n3"])
        try await begin(store, "b", "t2", ["m1"])
        for id in ["n1", "n2", "m1"] {
            try await store.noticeFailed(NoticeID(id), at: Sample.start, error: "500")
        }
        try demand(
            try await store.replayFailed(of: "a", at: Sample.start, limit: 10), is: 2, "two failed")
        var arrived: [String] = []
        for _ in 1...3 {
            let next = try await due(store)
            try demand(next.count, is: 1, "one after another")
            arrived += next
            try await store.noticeDelivered(NoticeID(next[0]), at: Sample.start)
        }
        // What was underway may go on before them.
        try demand(arrived.filter { $0 != "n3" }, is: ["n1", "n2"], "the replayed in order")
        try demand(Set(arrived), is: ["n1", "n2", "n3"], "all of them")
        let some = try await store.replayFailed(of: nil, at: Sample.start, limit: 10)
        try demand(some, is: 1, "the other tenant's")
        try demand(try await due(store), is: ["m1"], "the other tenant's is due")
    }

    private static func followsTenant(_ store: any WholeStore) async throws {
        try await begin(store, "a", "t1", ["n1"])
        try await store.noticeFailed("n1", at: Sample.start, error: "500")
        var tenant = Sample.tenant("a")
        tenant.callbackURL = "http://new.test/hook"
        try await store.updateTenant(tenant)
        let again = try await store.replay("n1", at: Sample.start)
        try demand(again.notice.url, is: "http://new.test/hook", "the address of today")
    }

    private static func closes(_ store: any WholeStore) async throws {
        try await begin(store, "a", "t1", ["n1", "n2"])
        try await begin(store, "a", "t2", ["n3"])
        try await begin(store, "b", "t3", ["m1"])
        try await store.noticeRefused("n1", at: Sample.start, error: "410")
        try demand(try await due(store), is: ["m1"], "another tenant's alone")
        try await begin(store, "a", "t4", ["n4"])
        for id in ["n1", "n2", "n3", "n4"] {
            let state = try await store.delivery(NoticeID(id))?.state
            try demand(state, is: .failed, "\(id) failed and is kept")
        }
        try await demand(.conflict, "a replay to a closed address") {
            _ = try await store.replay("n1", at: Sample.start)
        }
        try demand(
            try await store.replayFailed(of: nil, at: Sample.start, limit: 9), is: 0, "none")
        let closed = try await store.callbackHealth(of: "a", after: nil, limit: 1).first?.closed
        try demand(
            closed, is: [.init(url: "http://127.0.0.1:9/hook", at: Sample.start, reason: "410")],
            "the closed address is told")
    }

    private static func reopens(_ store: any WholeStore) async throws {
        try await begin(store, "a", "t1", ["n1", "n2"])
        try await store.noticeRefused("n1", at: Sample.start, error: "410")
        try demand(try await store.reopenCallbacks(of: "a"), is: 1, "one was closed")
        try demand(try await store.reopenCallbacks(of: "a"), is: 0, "none is")
        try await begin(store, "a", "t2", ["n3"])
        try demand(try await due(store), is: ["n3"], "a new one is due")
        try demand(
            try await store.replayFailed(of: "a", at: Sample.start, limit: 9), is: 2, "the old")
        try demand(try await due(store), is: ["n1", "n3"], "in order")
    }

    private static func isFair(_ store: any WholeStore) async throws {
        for number in 1...5 { try await begin(store, "a", TaskID("t\(number)"), ["n\(number)"]) }
        try await begin(store, "b", "u1", ["m1"])
        let fair = try await store.dueNotices(
            DueQuery(at: Sample.start, limit: 10, perTenant: 2))
        try demand(fair.map(\.notice.id), is: ["n1", "n2", "m1"], "two of each at most")
        try await store.noticeDeferred(
            "n1", until: Sample.start + .seconds(5), at: Sample.start, error: "e")
        var query = DueQuery(at: Sample.start + .seconds(9), limit: 10, perReceiver: 2)
        let later = try await store.dueNotices(query)
        try demand(
            later.map(\.notice.id), is: ["n2", "n3", "m1"], "those that waited longest first")
        query.underway = ["n2"]
        let more = try await store.dueNotices(query)
        try demand(
            more.map(\.notice.id), is: ["n3", "n4", "m1"], "what is underway does not count")
        query.resting = Set(later.prefix(1).map(\.notice.receiver))
        let rest = try await store.dueNotices(query)
        try demand(rest.map(\.notice.id), is: ["m1"], "nothing to a receiver that rests")
    }

    private static func rotates(_ store: any WholeStore) async throws {
        try await begin(store, "a", "t1", ["n1"])
        let end = Sample.start + .seconds(60)
        try await store.changeWebhookSecret(of: "a", to: "whsec_new", formerUntil: end)
        func secrets(_ now: Timestamp) async throws -> [String]? {
            try await store.dueNotices(at: now, limit: 1).first?.secrets
        }
        try demand(try await secrets(Sample.start), is: ["whsec_new", "whsec_a"], "both sign")
        try demand(try await secrets(end), is: ["whsec_new"], "the former one signs no more")
        try demand(try await store.webhookSecret(of: "a"), is: "whsec_new", "the one that counts")
        try await demand(.notFound, "an unknown tenant") {
            try await store.changeWebhookSecret(of: "x", to: "whsec_new", formerUntil: end)
        }
    }

    private static func countsHealth(_ store: any WholeStore) async throws {
        try await begin(store, "a", "t1", ["n1", "n2", "n3"])
        try await begin(store, "b", "t2", ["m1"])
        let later = Sample.start + .seconds(5)
        try await store.noticeDeferred("n1", until: later, at: Sample.start, error: "503")
        try await store.noticeDelivered("n1", at: later)
        try await store.noticeFailed("n2", at: later, error: "gave up")
        var expected = CallbackHealth(tenant: "a")
        expected.delivered = 1
        expected.missed = 2
        expected.lastDelivery = later
        expected.lastMiss = later
        expected.lastError = "gave up"
        expected.undelivered = 1
        expected.failed = 1
        let own = try await store.callbackHealth(of: "a", after: nil, limit: 9)
        try demand(own, is: [expected], "how they fare")
        let all = try await store.callbackHealth(of: nil, after: "a", limit: 9)
        try demand(all.map(\.tenant), is: ["b", Tenant.adminID], "the tenants after it")
        try demand(all.first?.undelivered, is: 1, "of the other")
    }

    /// Makes a task of a tenant that has webhooks of these ids.
    @discardableResult
    private static func begin(
        _ store: any WholeStore, _ tenant: TenantID, _ id: TaskID, _ notices: [String]
    ) async throws -> [Notice] {
        if try await store.tenant(tenant) == nil {
            try await store.addTenant(Sample.tenant(tenant), webhookSecret: "whsec_\(tenant)")
        }
        let task = Sample.task(id, of: tenant)
        try await store.admit(task)
        let notices = notices.map { Sample.notice(NoticeID($0), for: task) }
        try await store.change(try task.after(.dispatching), notices: notices)
        return notices
    }

    private static func due(_ store: any WholeStore) async throws -> [String] {
        try await store.dueNotices(at: Sample.start, limit: 100).map(\.notice.id.rawValue)
    }
}
