import GateCore

/// The promises of `TaskStore` about names, owners and listings.
public enum TaskListingConformance {
    /// Each runs on a fresh store.
    public static let checks = [
        ConformanceCheck("finds a task by id before one by trigger id", findsByID),
        ConformanceCheck("finds the newest of tasks that share a trigger id", findsNewest),
        ConformanceCheck("shows a tenant only its own tasks", showsOwnAlone),
        ConformanceCheck("names the owner of a task's name", namesOwner),
        ConformanceCheck("names the owner of a finished result alone", namesOwnerOfResult),
        ConformanceCheck("lets the message decide before the job", messageDecides),
        ConformanceCheck("finds a tenant's own task by its result's message", findsByMessage),
        ConformanceCheck("pages newest first, without gaps or repeats", pages),
        ConformanceCheck("narrows a listing by status", narrowsByStatus),
        ConformanceCheck("refuses a cursor it never gave", refusesBadCursor),
        ConformanceCheck("narrows a listing by all that is asked", narrowsByAll),
    ]

    private static func narrowsByAll(_ store: any WholeStore) async throws {
        var upscale = Job(.upscale)
        upscale.index = 1
        let later = Sample.start + .seconds(60)
        let tasks = [
            Sample.task("t1"), Sample.task("t2", triggerID: "x", at: later),
            TaskRecord(
                id: "t3", triggerID: "x", tenant: Tenant.adminID, key: "key", job: upscale,
                exchange: "exchange-t3", revision: "test", nonce: "n3", endUser: "ann", at: later),
        ]
        for task in tasks { try await store.admit(task) }
        func found(_ narrow: (inout TaskQuery) -> Void) async throws -> [TaskID] {
            var query = TaskQuery(tenant: Tenant.adminID)
            narrow(&query)
            return try await store.tasks(query).elements.map(\.id)
        }
        try demand(try await found { _ in }, is: ["t3", "t2", "t1"], "all")
        try demand(
            try await found { $0.statuses = [.queued, .held] }, is: ["t3", "t2", "t1"], "states")
        try demand(try await found { $0.statuses = [.held] }, is: [], "another state")
        try demand(try await found { $0.kinds = [.upscale, .reset] }, is: ["t3"], "kinds")
        try demand(try await found { $0.triggerID = "x" }, is: ["t3", "t2"], "a name")
        try demand(try await found { $0.endUser = "ann" }, is: ["t3"], "a user")
        try demand(try await found { $0.since = later }, is: ["t3", "t2"], "since")
        try demand(try await found { $0.until = later }, is: ["t1"], "until")
        try demand(
            try await found {
                $0.triggerID = "x"
                $0.kinds = [.imagine]
            }, is: ["t2"], "both")
    }

    private static func findsByID(_ store: any WholeStore) async throws {
        let named = Sample.task("x")
        try await store.admit(named)
        try await store.admit(Sample.task("t2", triggerID: "x"))
        let found = try await store.task(named: "x", tenant: named.tenant)
        try demand(found, is: named, "the task of that id")
    }

    private static func findsNewest(_ store: any WholeStore) async throws {
        let tasks = ["t2", "t1", "t3"].map { Sample.task(TaskID($0), triggerID: "x") }
        for task in tasks { try await store.admit(task) }
        let newest = try await store.task(named: "x", tenant: Tenant.adminID)
        try demand(newest, is: tasks[2], "the newest")
        let all = try await store.tasks(named: "x", tenant: Tenant.adminID)
        try demand(all, is: tasks, "all, oldest first")
    }

    private static func showsOwnAlone(_ store: any WholeStore) async throws {
        try await store.admit(Sample.task("t1", of: "a", triggerID: "x"))
        try demand(try await store.task(named: "t1", tenant: "b"), is: nil, "by id")
        try demand(try await store.task(named: "x", tenant: "b"), is: nil, "by trigger id")
        try demand(try await store.tasks(named: "x", tenant: "b"), is: [], "all of a name")
        let page = try await store.tasks(TaskQuery(tenant: "b"))
        try demand(page.elements, is: [], "a listing")
    }

    private static func namesOwner(_ store: any WholeStore) async throws {
        try await store.admit(Sample.task("t1", of: "a", triggerID: "x"))
        try await store.admit(Sample.task("t2", of: "b", triggerID: "y"))
        for (name, owner) in [("t1", "a"), ("x", "a"), ("t2", "b"), ("y", "b")] {
            let found = try await store.owner(ofTaskNamed: name)
            try demand(found?.rawValue, is: owner, "the owner of \(name)")
        }
        try demand(try await store.owner(ofTaskNamed: "z"), is: nil, "a free name")
    }

    private static func namesOwnerOfResult(_ store: any WholeStore) async throws {
        let task = Sample.task("t1", of: "a")
        try await store.admit(task)
        let progress = Sample.result(message: "100", job: "AB-12")
        let running = try await store.advance(task, .dispatching, .submitted, .started(progress))
        let early = try await store.owner(ofMessage: "100", hash: "AB-12")
        try demand(early, is: nil, "a progress message is no result")
        try await store.advance(running, .finished(Sample.result(message: "200", job: "AB-12")))
        for (message, hash) in [("200", "none"), ("none", "AB-12"), ("none", "ab-12")] {
            let owner = try await store.owner(ofMessage: message, hash: hash)
            try demand(owner, is: "a", "the owner of message \(message) or job \(hash)")
        }
        let stranger = try await store.owner(ofMessage: "100", hash: "none")
        try demand(stranger, is: nil, "nobody has the progress message")
        try demand(try await store.owner(ofMessage: "", hash: ""), is: nil, "nor empty names")
    }

    private static func messageDecides(_ store: any WholeStore) async throws {
        for (id, tenant, message, job) in [("t1", "a", "100", "j1"), ("t2", "b", "200", "j2")] {
            let task = Sample.task(TaskID(id), of: TenantID(tenant))
            try await store.admit(task)
            try await store.advance(
                task, .dispatching, .finished(Sample.result(message: message, job: job)))
        }
        let owner = try await store.owner(ofMessage: "200", hash: "j1")
        try demand(owner, is: "b", "the owner of the message")
    }

    private static func findsByMessage(_ store: any WholeStore) async throws {
        let task = Sample.task("t1", of: "a")
        try await store.admit(task)
        let running = try await store.advance(
            task, .dispatching, .submitted, .started(Sample.result(message: "100", job: "j1")))
        let early = try await store.task(ofMessage: "100", tenant: "a")
        try demand(early?.id, is: nil, "a progress message is no result")
        try await store.advance(running, .finished(Sample.result(message: "200", job: "j1")))
        let found = try await store.task(ofMessage: "200", tenant: "a")
        try demand(found?.id, is: "t1", "the task of the message")
        try demand(found?.result?.messageID, is: "200", "its result")
        let foreign = try await store.task(ofMessage: "200", tenant: "b")
        try demand(foreign?.id, is: nil, "another tenant's is not there")
        try demand(try await store.task(ofMessage: "", tenant: "a")?.id, is: nil, "no message")
    }

    private static func pages(_ store: any WholeStore) async throws {
        for number in 1...7 {
            try await store.admit(Sample.task(TaskID("t\(number)"), of: "a"))
            try await store.admit(Sample.task(TaskID("u\(number)"), of: "b"))
        }
        var seen: [String] = []
        var sizes: [Int] = []
        var cursor: String?
        repeat {
            let page = try await store.tasks(TaskQuery(tenant: "a", cursor: cursor, limit: 3))
            seen += page.elements.map(\.id.rawValue)
            sizes.append(page.elements.count)
            cursor = page.nextCursor
            // What comes or changes meanwhile moves nothing.
            try await store.admit(Sample.task(TaskID("new\(seen.count)"), of: "a"))
        } while cursor != nil && sizes.count < 9
        try demand(seen, is: (1...7).reversed().map { "t\($0)" }, "newest first, each once")
        try demand(sizes, is: [3, 3, 1], "the sizes of the pages")
    }

    private static func narrowsByStatus(_ store: any WholeStore) async throws {
        let tasks = (1...4).map { Sample.task(TaskID("t\($0)"), of: "a") }
        for task in tasks { try await store.admit(task) }
        try await store.advance(tasks[1], .cancelled)
        try await store.advance(tasks[3], .cancelled)
        let page = try await store.tasks(TaskQuery(tenant: "a", status: .cancelled, limit: 2))
        try demand(page.elements.map(\.id), is: ["t4", "t2"], "the cancelled")
        try demand(page.nextCursor, is: nil, "a full last page has no next")
    }

    private static func refusesBadCursor(_ store: any WholeStore) async throws {
        try await store.admit(Sample.task("t1"))
        try await store.admit(Sample.task("t2"))
        let audit = try await store.records(AuditQuery(limit: 1)).nextCursor
        for cursor in ["", "x", "-1", "1", "t", "t-5", "t1 OR 1=1", "t\u{0}", audit ?? "none"] {
            try await demandBadCursor(cursor) {
                _ = try await store.tasks(TaskQuery(tenant: Tenant.adminID, cursor: cursor))
            }
        }
    }
}
