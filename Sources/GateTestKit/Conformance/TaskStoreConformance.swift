import GateCore

/// The promises of `TaskStore`.
public enum TaskStoreConformance {
    /// Each runs on a fresh store.
    public static let checks = [
        ConformanceCheck("keeps a task and its audit record together", keepsTaskAndAudit),
        ConformanceCheck(
            "admits up to slots and waiting, and says the position", admitsUpToCapacity),
        ConformanceCheck("keeps only the overflow record when full", keepsOnlyOverflow),
        ConformanceCheck("has room again after an end or a release", hasRoomAgain),
        ConformanceCheck("counts the places of each account apart", countsPlacesByAccount),
        ConformanceCheck("admits no more than fit, however many ask at once", admitsNoMoreAtOnce),
        ConformanceCheck("keeps nothing of a task whose id is taken", refusesTakenID),
        ConformanceCheck("keeps every version of a task whole", keepsVersions),
        ConformanceCheck("refuses a change that is not based on the last", refusesStaleChange),
        ConformanceCheck("lets one of many concurrent changes win", letsOneChangeWin),
        ConformanceCheck("keeps a change and its webhooks together", keepsChangeAndNotices),
        ConformanceCheck("lists open tasks in order of admission", listsOpenTasks),
        ConformanceCheck("counts the queued tasks before one", countsQueuedBefore),
    ]

    private static func keepsTaskAndAudit(_ store: any WholeStore) async throws {
        let task = Sample.task("t1")
        let admission = try await store.admit(task)
        try demand(admission, is: .admitted(position: 0), "the first task")
        let kept = try await store.task(named: "t1", tenant: task.tenant)
        try demand(kept, is: task, "the task as it was given")
        let audit = try await store.records(AuditQuery()).elements
        try demand(audit, is: [Sample.audit(accepting: task)], "its audit record")
    }

    private static func admitsUpToCapacity(_ store: any WholeStore) async throws {
        var admissions: [Admission] = []
        for number in 1...6 {
            let task = Sample.task(TaskID("t\(number)"))
            admissions.append(try await store.admit(task, slots: 2, waiting: 3))
        }
        let expected = [0, 0, 1, 2, 3].map(Admission.admitted) + [.full]
        try demand(admissions, is: expected, "tasks that must end first")
    }

    private static func keepsOnlyOverflow(_ store: any WholeStore) async throws {
        try await store.admit(Sample.task("t1"), slots: 1, waiting: 0)
        let second = Sample.task("t2")
        try demand(try await store.admit(second, slots: 1, waiting: 0), is: .full, "the second")
        let kept = try await store.task(named: "t2", tenant: second.tenant)
        try demand(kept, is: nil, "a refused task is not kept")
        let newest = try await store.records(AuditQuery(limit: 1)).elements
        try demand(newest, is: [Sample.audit(overflowing: second)], "the record of a full queue")
        try demand(try await store.records(AuditQuery()).elements.count, is: 2, "records")
    }

    private static func hasRoomAgain(_ store: any WholeStore) async throws {
        let first = Sample.task("t1")
        try await store.admit(first, slots: 1, waiting: 0)
        let sent = try await store.advance(first, .dispatching, .submitted)
        let admission = try await store.admit(Sample.task("t2"), slots: 1, waiting: 0)
        try demand(admission, is: .full, "a task at work takes the slot")
        try await store.advance(sent, .released)
        let third = Sample.task("t3")
        let afterRelease = try await store.admit(third, slots: 1, waiting: 0)
        try demand(afterRelease, is: .admitted(position: 0), "after a release")
        try await store.advance(third, .cancelled)
        let afterEnd = try await store.admit(Sample.task("t4"), slots: 1, waiting: 0)
        try demand(afterEnd, is: .admitted(position: 0), "after an end")
    }

    private static func countsPlacesByAccount(_ store: any WholeStore) async throws {
        let room = QueueRoom(
            ["a", "b"].map {
                AccountStanding(
                    id: AccountID($0), health: .connected, capacity: Capacity(slots: 1, waiting: 1))
            })
        func admit(_ task: TaskRecord) async throws -> Admission {
            try await store.admit(
                task, audit: Sample.audit(accepting: task),
                overflow: Sample.audit(overflowing: task), room: room)
        }
        let first = Sample.task("a1", accounts: ["a"])
        try demand(try await admit(first), is: .admitted(position: 0), "a's slot")
        let second = Sample.task("a2", accounts: ["a"])
        try demand(try await admit(second), is: .admitted(position: 1), "a's place to wait")
        let third = try await admit(Sample.task("a3", accounts: ["a"]))
        try demand(third, is: .full, "a's places are taken")
        let free = Sample.task("free")
        try demand(try await admit(free), is: .admitted(position: 0), "b's slot is free")
        let sent = try free.placed(on: "b").after(.dispatching)
        try await store.change(sent, notices: [])
        let other = try await admit(Sample.task("b1", accounts: ["b"]))
        try demand(other, is: .admitted(position: 1), "b's place to wait")
        try demand(try await admit(Sample.task("late")), is: .full, "everything is taken")
        try await store.change(try first.after(.cancelled), notices: [])
        let late = try await admit(Sample.task("late2"))
        try demand(late, is: .admitted(position: 1), "a place of a's came free")
        let last = try await admit(Sample.task("a4", accounts: ["a"]))
        try demand(last, is: .full, "it was taken by what could go nowhere else")
    }

    private static func admitsNoMoreAtOnce(_ store: any WholeStore) async throws {
        let positions = try await withThrowingTaskGroup(of: Admission.self) { group in
            for number in 0..<64 {
                group.addTask {
                    try await store.admit(Sample.task(TaskID("t\(number)")), slots: 3, waiting: 7)
                }
            }
            var positions: [Int] = []
            for try await case .admitted(let position) in group { positions.append(position) }
            return positions.sorted()
        }
        try demand(positions, is: [0, 0, 0, 1, 2, 3, 4, 5, 6, 7], "places given away, each once")
        try demand(try await store.openTasks().count, is: 10, "tasks kept")
        let full = try await store.records(query { $0.action = "full" }).elements.count
        try demand(full, is: 54, "records of a full queue")
    }

    private static func refusesTakenID(_ store: any WholeStore) async throws {
        let task = Sample.task("t1")
        try await store.admit(task)
        try await demand(.conflict, "a taken id") {
            _ = try await store.admit(
                Sample.task("t1", triggerID: "other"), audit: Sample.audit("another"),
                overflow: Sample.audit("overflow"), room: QueueRoom(slots: 9, waiting: 9))
        }
        try demand(try await store.openTasks(), is: [task], "the first stays")
        try demand(try await store.records(AuditQuery()).elements.count, is: 1, "records")
    }

    private static func keepsVersions(_ store: any WholeStore) async throws {
        var task = Sample.task("t1")
        try await store.admit(task)
        let result = Sample.result(message: "100", job: "j")
        let events: [TaskEvent] = [
            .dispatching, .submitted, .acknowledged(interactionID: "7"), .waiting(result),
            .started(result), .progressed(31, result), .vanished, .finished(result),
        ]
        for event in events {
            task = try await store.advance(task, event)
            let kept = try await store.task(named: "t1", tenant: task.tenant)
            try demand(kept, is: task, "the task after \(event)")
        }
    }

    private static func refusesStaleChange(_ store: any WholeStore) async throws {
        let task = Sample.task("t1")
        try await store.admit(task)
        let sent = try await store.advance(task, .dispatching)
        let rival = try task.after(.cancelled)
        try await demand(.conflict, "a change of a former version") {
            try await store.change(rival, notices: [Sample.notice("n", for: rival)])
        }
        let early = try sent.after(.submitted, .started(Sample.result(message: "1")))
        try await demand(.conflict, "a change that leaves a version out") {
            try await store.change(early, notices: [])
        }
        try await demand(.notFound, "a task that is not there") {
            try await store.change(try Sample.task("t2").after(.dispatching), notices: [])
        }
        try demand(try await store.openTasks(), is: [sent], "the task stays")
        try demand(try await store.nextNoticeDue(), is: nil, "no webhook of a refused change")
    }

    private static func letsOneChangeWin(_ store: any WholeStore) async throws {
        let task = Sample.task("t1")
        try await store.admit(task)
        let wins = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<32 {
                group.addTask {
                    do {
                        let next = try task.after(
                            .dispatching, at: Sample.start + .seconds(Int64(number)))
                        try await store.change(next, notices: [])
                        return true
                    } catch {
                        return false
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        try demand(wins, is: 1, "changes that won")
    }

    private static func keepsChangeAndNotices(_ store: any WholeStore) async throws {
        let task = Sample.task("t1")
        try await store.admit(task)
        let sent = try task.after(.dispatching)
        try await store.change(sent, notices: [Sample.notice("n1", for: task)])
        try await demand(.conflict, "a webhook's id is taken") {
            try await store.change(
                try sent.after(.submitted),
                notices: [Sample.notice("n2", for: task), Sample.notice("n1", for: task)])
        }
        try demand(try await store.openTasks(), is: [sent], "the change is undone")
        try await store.noticeDelivered("n1", at: Sample.start)
        try demand(try await store.nextNoticeDue(), is: nil, "so are its webhooks")
    }

    private static func listsOpenTasks(_ store: any WholeStore) async throws {
        for id in ["c", "a", "b"] { try await store.admit(Sample.task(TaskID(id))) }
        try await store.advance(Sample.task("c"), .dispatching)
        try await store.advance(Sample.task("a"), .cancelled)
        let open = try await store.openTasks()
        try demand(open.map(\.id), is: ["c", "b"], "open tasks, oldest first")
        try demand(open.map(\.status), is: [.dispatching, .queued], "as they are now")
    }

    private static func countsQueuedBefore(_ store: any WholeStore) async throws {
        let tasks = (1...4).map { Sample.task(TaskID("t\($0)")) }
        for task in tasks { try await store.admit(task) }
        try await store.advance(tasks[0], .dispatching)
        try await store.advance(tasks[2], .cancelled)
        try demand(try await store.queuedBefore(tasks[0]), is: 0, "before the first")
        try demand(try await store.queuedBefore(tasks[1]), is: 0, "one at work is not queued")
        try demand(try await store.queuedBefore(tasks[3]), is: 1, "one cancelled neither")
        try await demand(.notFound, "a task that is not there") {
            _ = try await store.queuedBefore(Sample.task("t9"))
        }
    }
}

/// An audit query, changed.
func query(_ change: (inout AuditQuery) -> Void) -> AuditQuery {
    var query = AuditQuery()
    change(&query)
    return query
}
