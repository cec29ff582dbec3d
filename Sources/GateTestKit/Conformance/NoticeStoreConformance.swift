import GateCore

/// The promises of `NoticeStore`.
public enum NoticeStoreConformance {
    /// Each runs on a fresh store.
    public static let checks = [
        ConformanceCheck("has nothing due at first", beginsEmpty),
        ConformanceCheck("hands out a webhook with its secret, until it is delivered", handsOut),
        ConformanceCheck("hands out a task's webhooks one after another", keepsOrder),
        ConformanceCheck("hands out different tasks' webhooks oldest first", mixesTasks),
        ConformanceCheck("waits with a deferred webhook, and with those behind it", defers),
        ConformanceCheck("goes on behind a webhook that failed", goesOnAfterFailure),
        ConformanceCheck("leaves an ended webhook as it is", leavesEnded),
        ConformanceCheck("does not know a webhook that was never kept", refusesUnknown),
    ]

    private static func beginsEmpty(_ store: any WholeStore) async throws {
        try demand(try await store.nextNoticeDue(), is: nil, "when the next is due")
        try demand(try await due(store, after: 1_000_000), is: [], "what is due")
    }

    private static func handsOut(_ store: any WholeStore) async throws {
        let notice = try await begin(store, "t1", ["n1"])[0]
        let next = try await store.nextNoticeDue()
        try demand(next, is: notice.createdAt, "it is due when it was made")
        let early = try await store.dueNotices(
            at: notice.createdAt + .milliseconds(-1), limit: 10)
        try demand(early, is: [], "nothing is due before")
        let expected = PendingNotice(notice: notice, attempts: 0, secrets: ["whsec_a"])
        for _ in 0..<2 {
            let found = try await store.dueNotices(at: notice.createdAt, limit: 10)
            try demand(found, is: [expected], "asking does not take it away")
        }
        try await store.noticeDelivered("n1", at: Sample.start)
        try demand(try await due(store), is: [], "a delivered one is not due")
        try demand(try await store.nextNoticeDue(), is: nil, "nothing is left")
    }

    private static func keepsOrder(_ store: any WholeStore) async throws {
        try await begin(store, "t1", ["n3", "n1", "n2"])
        for id in ["n3", "n1", "n2"] {
            try demand(try await due(store), is: [id], "the first undelivered")
            try await store.noticeDelivered(NoticeID(id), at: Sample.start)
        }
        try demand(try await due(store), is: [], "all are delivered")
        let sent = try Sample.task("t1", of: "a").after(.dispatching, .submitted)
        try await store.change(sent, notices: [Sample.notice("n4", for: sent)])
        try demand(try await due(store), is: ["n4"], "one that comes later")
    }

    private static func mixesTasks(_ store: any WholeStore) async throws {
        for number in 1...5 { try await begin(store, "t\(number)", ["x\(number)", "y\(number)"]) }
        let firsts = try await due(store)
        try demand(firsts, is: (1...5).map { "x\($0)" }, "the first of each task")
        let some = try await store.dueNotices(at: Sample.start, limit: 2)
        try demand(some.map(\.notice.id), is: ["x1", "x2"], "no more than asked for")
        try await store.noticeDelivered("x3", at: Sample.start)
        let rest = try await due(store)
        try demand(rest, is: ["x1", "x2", "y3", "x4", "x5"], "in the order they were kept")
    }

    private static func defers(_ store: any WholeStore) async throws {
        try await begin(store, "t1", ["n1", "n2"])
        try await begin(store, "t2", ["m1"])
        let later = Sample.start + .seconds(60)
        try await store.noticeDeferred("n1", until: later, at: Sample.start, error: "503")
        try demand(try await due(store), is: ["m1"], "it waits, and the one behind it")
        try await store.noticeDelivered("m1", at: Sample.start)
        try demand(try await store.nextNoticeDue(), is: later, "the first is the next")
        let again = try await store.dueNotices(at: later, limit: 10)
        try demand(again.map(\.notice.id), is: ["n1"], "it is due again")
        try demand(again.map(\.attempts), is: [1], "its attempts are counted")
        try await store.noticeDelivered("n1", at: later)
        try demand(try await due(store), is: ["n2"], "then the one behind it")
    }

    private static func goesOnAfterFailure(_ store: any WholeStore) async throws {
        try await begin(store, "t1", ["n1", "n2"])
        try await store.noticeFailed("n1", at: Sample.start, error: "410 Gone")
        try demand(try await due(store), is: ["n2"], "the next one")
    }

    private static func leavesEnded(_ store: any WholeStore) async throws {
        try await begin(store, "t1", ["n1", "n2"])
        try await store.noticeDelivered("n1", at: Sample.start)
        try await store.noticeDeferred(
            "n1", until: Sample.start, at: Sample.start, error: "late news")
        try await store.noticeFailed("n1", at: Sample.start, error: "late news")
        try await store.noticeDelivered("n1", at: Sample.start)
        try demand(try await due(store), is: ["n2"], "one is due, whatever is said of the other")
        try demand(
            try await store.dueNotices(at: Sample.start, limit: 1).map(\.attempts), is: [0],
            "untried")
    }

    private static func refusesUnknown(_ store: any WholeStore) async throws {
        try await demand(.notFound, "delivered") {
            try await store.noticeDelivered("n", at: Sample.start)
        }
        try await demand(.notFound, "deferred") {
            try await store.noticeDeferred("n", until: Sample.start, at: Sample.start, error: "e")
        }
        try await demand(.notFound, "failed") {
            try await store.noticeFailed("n", at: Sample.start, error: "e")
        }
    }

    /// Makes a task of tenant `a` that has webhooks of these ids.
    @discardableResult
    private static func begin(
        _ store: any WholeStore, _ id: String, _ notices: [String]
    ) async throws -> [Notice] {
        if try await store.tenant("a") == nil {
            try await store.addTenant(Sample.tenant("a"), webhookSecret: "whsec_a")
        }
        let task = Sample.task(TaskID(id), of: "a")
        try await store.admit(task)
        let notices = notices.map { Sample.notice(NoticeID($0), for: task) }
        try await store.change(try task.after(.dispatching), notices: notices)
        return notices
    }

    private static func due(_ store: any WholeStore, after seconds: Int64 = 0) async throws
        -> [String]
    {
        try await store.dueNotices(at: Sample.start + .seconds(seconds), limit: 100)
            .map(\.notice.id.rawValue)
    }
}
