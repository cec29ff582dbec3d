import GateCore

/// The promises of `HeldStore`.
public enum HeldStoreConformance {
    /// Each runs on a fresh store.
    public static let checks = [
        ConformanceCheck("keeps a held task, its record and its webhook together", keepsTogether),
        ConformanceCheck("holds all of one hold, or nothing", holdsAllOrNothing),
        ConformanceCheck("holds no more than there is room for", holdsUpToRoom),
        ConformanceCheck("holds no more than fit, however many ask at once", holdsNoMoreAtOnce),
        ConformanceCheck("gives held tasks no place in the queue", takesNoPlace),
        ConformanceCheck("queues an approved task where there is a place", queuesApproved),
        ConformanceCheck("lets one of many concurrent decisions win", letsOneDecisionWin),
        ConformanceCheck("keeps all of one decision, or nothing", decidesAllOrNothing),
        ConformanceCheck("pages held tasks oldest first, without gaps or repeats", pages),
        ConformanceCheck("refuses a cursor it never gave", refusesBadCursor),
        ConformanceCheck("finds what nobody decided in time", findsExpired),
        ConformanceCheck("finds a task for an admin, the held one first", findsForReview),
    ]

    private static func keepsTogether(_ store: any WholeStore) async throws {
        let task = try await hold(store, "t1", notice: "n1")
        let kept = try await store.task(named: "t1", tenant: task.tenant)
        try demand(kept, is: task, "the task as it was given")
        try demand(try await store.openTasks(), is: [task], "it is open, over a restart too")
        let audit = try await store.records(AuditQuery()).elements
        try demand(audit.map(\.outcome), is: [.held], "its audit record")
        let due = try await store.dueNotices(at: Sample.start, limit: 9)
        try demand(due.map(\.notice.id), is: ["n1"], "its webhook")
    }

    private static func holdsAllOrNothing(_ store: any WholeStore) async throws {
        let task = try await hold(store, "t1", notice: "n1")
        try await demand(.conflict, "the webhook's id is taken") {
            try await hold(store, "t2", notice: "n1")
        }
        try demand(try await store.openTasks(), is: [task], "nothing of the second")
        try demand(try await store.records(AuditQuery()).elements.count, is: 1, "records")
    }

    private static func holdsUpToRoom(_ store: any WholeStore) async throws {
        let room = HoldingRoom(perTenant: 2, total: 3)
        var kept: [Bool] = []
        for (id, tenant) in [("1", "a"), ("2", "a"), ("3", "a"), ("4", "b"), ("5", "c")] {
            kept.append(try await holds(store, Sample.held(TaskID(id), of: TenantID(tenant)), room))
        }
        try demand(kept, is: [true, true, false, true, false], "two of one tenant, three in all")
        try demand(try await store.openTasks().count, is: 3, "tasks kept")
        let full = try await store.records(query { $0.action = "full" }).elements
        try demand(full.map(\.id), is: ["exchange-5", "exchange-3"], "records of no room")
        try await decide(store, try Sample.held("1", of: "a").after(.denied("No.")))
        let again = try await holds(store, Sample.held("6", of: "a"), room)
        try demand(again, "a decision makes room")
    }

    private static func holdsNoMoreAtOnce(_ store: any WholeStore) async throws {
        let kept = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<32 {
                group.addTask {
                    try await holds(
                        store, Sample.held(TaskID("t\(number)")),
                        HoldingRoom(perTenant: 5, total: 9))
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        try demand(kept, is: 5, "tasks held")
    }

    private static func takesNoPlace(_ store: any WholeStore) async throws {
        for number in 1...3 { try await hold(store, TaskID("t\(number)")) }
        let queued = Sample.task("q1")
        let admission = try await store.admit(queued, slots: 1, waiting: 0)
        try demand(admission, is: .admitted(position: 0), "the queue is empty")
        try demand(try await store.queuedBefore(queued), is: 0, "none waits before it")
    }

    private static func queuesApproved(_ store: any WholeStore) async throws {
        let task = try await hold(store, "t1")
        try await store.admit(Sample.task("q1"), slots: 1, waiting: 1)
        let approved = try task.after(.approved)
        let record = Sample.audit("decision", task: "t1")
        let full = try await store.decide(
            approved, audit: record, notices: [], room: QueueRoom(slots: 1, waiting: 0))
        try demand(full, is: .full, "no place")
        try demand(try await store.heldTasks(HeldQuery()).elements, is: [task], "it waits on")
        let taken = try await store.decide(
            approved, audit: record, notices: [], room: QueueRoom(slots: 1, waiting: 1))
        try demand(taken, is: .admitted(position: 1), "one is before it")
        try demand(try await store.heldTasks(HeldQuery()).elements, is: [], "it waits no longer")
        try demand(
            try await store.admit(Sample.task("q2"), slots: 1, waiting: 1), is: .full,
            "it takes a place")
        let decisions = try await store.records(AuditQuery()).elements.filter { $0 == record }
        try demand(decisions.count, is: 1, "records of the decision")
    }

    private static func letsOneDecisionWin(_ store: any WholeStore) async throws {
        let task = try await hold(store, "t1")
        let wins = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<24 {
                group.addTask {
                    do {
                        let events: [TaskEvent] = [.approved, .denied("No."), .cancelled]
                        let next = try task.after(events[number % 3])
                        _ = try await store.decide(
                            next, audit: Sample.audit(ExchangeID("d\(number)")), notices: [],
                            room: number % 3 == 0 ? QueueRoom(slots: 9, waiting: 9) : nil)
                        return true
                    } catch {
                        return false
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        try demand(wins, is: 1, "decisions that won")
        try demand(try await store.records(AuditQuery()).elements.count, is: 2, "records")
    }

    private static func decidesAllOrNothing(_ store: any WholeStore) async throws {
        let task = try await hold(store, "t1", notice: "n1")
        let denied = try task.after(.denied("No."))
        try await demand(.conflict, "a taken record's id") {
            _ = try await store.decide(
                denied, audit: Sample.audit(task.exchange, outcome: .blocked),
                notices: [Sample.notice("n2", for: task)], room: nil)
        }
        try demand(try await store.openTasks(), is: [task], "it waits on")
        try await store.noticeDelivered("n1", at: Sample.start)
        try demand(try await store.nextNoticeDue(), is: nil, "no webhook of it")
        try await decide(store, denied)
        let ended = try await store.task(named: "t1", tenant: task.tenant)
        try demand(ended, is: denied, "the decision, done again")
    }

    private static func pages(_ store: any WholeStore) async throws {
        for number in 1...7 {
            try await hold(store, TaskID("t\(number)"), of: "a")
            try await hold(store, TaskID("u\(number)"), of: "b")
            try await store.admit(Sample.task(TaskID("q\(number)"), of: "a"))
        }
        var seen: [String] = []
        var cursor: String?
        repeat {
            let page = try await store.heldTasks(HeldQuery(tenant: "a", cursor: cursor, limit: 3))
            seen += page.elements.map(\.id.rawValue)
            cursor = page.nextCursor
            // A decision about what was shown moves nothing.
            if let last = page.elements.last {
                try await decide(store, try last.after(.denied("No.")))
            }
        } while cursor != nil && seen.count < 20
        try demand(seen, is: (1...7).map { "t\($0)" }, "oldest first, each once")
        let all = try await store.heldTasks(HeldQuery(limit: 2)).elements
        try demand(all.map(\.id), is: ["t1", "u1"], "of all tenants")
    }

    private static func refusesBadCursor(_ store: any WholeStore) async throws {
        try await hold(store, "t1")
        try await hold(store, "t2")
        let tasks = try await store.tasks(TaskQuery(tenant: Tenant.adminID, limit: 1)).nextCursor
        for cursor in ["", "x", "0", "h", "h-1", "h1;", tasks ?? "none"] {
            try await demandBadCursor(cursor) {
                _ = try await store.heldTasks(HeldQuery(cursor: cursor))
            }
        }
    }

    private static func findsExpired(_ store: any WholeStore) async throws {
        for (id, seconds) in [("t1", 30), ("t2", 10), ("t3", 20), ("t4", 11)] as [(TaskID, Int64)] {
            let task = Sample.held(id, for: .seconds(seconds))
            try await store.add(task)
        }
        try await decide(store, try Sample.held("t4", for: .seconds(11)).after(.approved))
        let none = try await store.heldTasks(
            expiredAt: Sample.start + .milliseconds(9999), limit: 9)
        try demand(none.map(\.id), is: [], "none before its time")
        let later = Sample.start + .seconds(20)
        let two = try await store.heldTasks(expiredAt: later, limit: 9)
        try demand(two.map(\.id), is: ["t2", "t3"], "those whose time has come")
        let one = try await store.heldTasks(expiredAt: later, limit: 1)
        try demand(one.map(\.id), is: ["t2"], "no more than asked for")
    }

    private static func findsForReview(_ store: any WholeStore) async throws {
        try await store.admit(Sample.task("t1", of: "a", triggerID: "x"))
        try await hold(store, "t2", of: "a", triggerID: "x")
        try await hold(store, "t3", of: "a", triggerID: "x")
        try await store.admit(Sample.task("t4", of: "a", triggerID: "x"))
        for (name, id) in [("x", "t2"), ("t1", "t1"), ("t3", "t3")] {
            let found = try await store.reviewTask(named: name)
            try demand(found?.id.rawValue, is: id, "the task for \(name)")
        }
        for id in ["t2", "t3"] as [TaskID] {
            let task = Sample.held(id, of: "a", triggerID: "x")
            try await decide(store, try task.after(.denied("No.")))
        }
        let newest = try await store.reviewTask(named: "x")
        try demand(newest?.id, is: "t4", "the newest, when none is held")
        try demand(try await store.reviewTask(named: "y"), is: nil, "no task")
    }

    // MARK: Steps

    private static func holds(
        _ store: any WholeStore, _ task: TaskRecord, _ room: HoldingRoom
    ) async throws -> Bool {
        try await store.hold(
            task, audit: Sample.audit(holding: task), overflow: Sample.audit(overflowing: task),
            notices: [], room: room)
    }

    @discardableResult
    private static func hold(
        _ store: any WholeStore, _ id: TaskID, of tenant: TenantID = Tenant.adminID,
        triggerID: String? = nil, notice: NoticeID? = nil
    ) async throws -> TaskRecord {
        let task = Sample.held(id, of: tenant, triggerID: triggerID)
        try await store.add(task, notices: notice.map { [Sample.notice($0, for: task)] } ?? [])
        return task
    }

    private static func decide(_ store: any WholeStore, _ task: TaskRecord) async throws {
        _ = try await store.decide(
            task, audit: Sample.audit(ExchangeID("decision-\(task.id)"), task: task.id),
            notices: [], room: nil)
    }
}

extension HeldStore {
    /// Holds a task where there is room for it.
    fileprivate func add(_ task: TaskRecord, notices: [Notice] = []) async throws {
        _ = try await hold(
            task, audit: Sample.audit(holding: task), overflow: Sample.audit(overflowing: task),
            notices: notices, room: HoldingRoom())
    }
}

extension Sample {
    /// The audit record that holds `task`.
    fileprivate static func audit(holding task: TaskRecord) -> AuditRecord {
        audit(
            task.exchange, of: task.tenant, at: task.createdAt, outcome: .held,
            matches: task.matches, task: task.id)
    }
}
