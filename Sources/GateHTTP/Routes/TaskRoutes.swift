import GateCore
import HTTPTypes
import Hummingbird

/// `/v1/tasks`: a tenant's own tasks.
struct TaskRoutes {
    private let desk: any FrontDesk
    private let news: TaskNews
    private let time: any Timekeeper

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) {
        desk = parts.desk
        news = parts.taskNews
        time = parts.time
    }

    /// Adds the routes.
    func add(to routes: RouteBook) {
        routes.on(.get, "/v1/tasks", .tenant, .listTasks, use: list)
        routes.on(.get, "/v1/tasks/{trigger_id}", .tenant, .showTask, use: show)
        routes.on(.get, "/v1/tasks/{trigger_id}/events", .tenant, .followTask, use: events)
        routes.on(.delete, "/v1/tasks/{trigger_id}", .tenant, .cancelTask, use: cancel)
    }

    @Sendable private func list(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let caller = try context.caller
        let query = try TaskFilter.query(request.uri.query, of: caller.tenant.id)
        let page = try await desk.tasks(query)
        return JSONResponse([
            "data": .list(page.elements.map { $0.json(position: nil, caller.tenant.explain) }),
            "next_cursor": .text(page.nextCursor),
        ])
    }

    @Sendable private func cancel(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let caller = try context.caller
        let task = try await desk.cancel(try Self.name(context), caller: caller)
        let shown = task.json(position: nil, caller.tenant.explain)
        return JSONResponse(shown.adding(["cancellation": task.cancellation]))
    }

    // MARK: One task, now or when it changes

    @Sendable private func show(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        var query = QueryReader(request.uri.query)
        let wait = query.integer("wait", in: 0...60) ?? 0
        let known = query.choice("status", TaskStatus.self)
        let goal = query.choice("until", WaitGoal.self) ?? .change
        try query.finish()
        let caller = try context.caller
        var found = try await desk.task(try Self.name(context), caller: caller)
        if wait > 0 {
            found = try await waited(found, .seconds(wait), goal, known, caller)
        }
        return JSONResponse(found.task.json(position: found.position, caller.tenant.explain))
    }

    /// The task once it is what the caller waits for, or the time is over.
    private func waited(
        _ found: Acceptance, _ wait: Duration, _ goal: WaitGoal, _ known: TaskStatus?,
        _ caller: Caller
    ) async throws -> Acceptance {
        let id = found.task.id
        let known = known ?? found.task.status
        guard !goal.isReached(by: found.task.status, from: known) else { return found }
        let listener = try news.listen(to: id, of: caller.tenant.id)
        let read: @Sendable () async throws -> Acceptance = { [desk] in
            try await desk.task(id.rawValue, caller: caller)
        }
        listener.ring()  // It may have changed before the listener was there.
        do {
            return try await Cutoff.run(within: wait, time: time) {
                for await _ in listener.changes {
                    let now = try await read()
                    if goal.isReached(by: now.task.status, from: known) { return now }
                }
                return try await read()  // The gateway stops.
            }
        } catch is Cutoff.Overrun {
            return try await read()
        }
    }

    // MARK: Events

    @Sendable private func events(_ request: Request, _ context: EdgeContext) async throws
        -> Response
    {
        var query = QueryReader(request.uri.query)
        let asked = query.string("last_event_id", .cursor)
        try query.finish()
        let caller = try context.caller
        let header = HTTPField.Name("Last-Event-ID").flatMap { request.headers[$0] }
        let last = (header ?? asked).flatMap(TaskEventID.init)
        let named = try await desk.task(try Self.name(context), caller: caller).task
        let task = try await followed(named, last, caller)
        let known = last?.task == task.id ? last?.version ?? -1 : -1
        // That tells a browser to stop coming again.
        if task.status.isTerminal, known >= task.version { return Response(status: .noContent) }
        let listener = try news.listen(to: task.id, of: caller.tenant.id)
        let read: @Sendable () async throws -> TaskRecord = { [desk] in
            try await desk.task(task.id.rawValue, caller: caller).task
        }
        return TaskStream(listener, try await read(), after: known, time: time, read: read)
            .response
    }

    /// Follow-ups share the name of what they follow: a client that comes again goes on with
    /// the task it was told of.
    private func followed(
        _ named: TaskRecord, _ last: TaskEventID?, _ caller: Caller
    ) async throws -> TaskRecord {
        guard let last, last.task != named.id else { return named }
        do {
            let other = try await desk.task(last.task.rawValue, caller: caller).task
            return other.id == last.task && other.triggerID == named.triggerID ? other : named
        } catch let problem as Problem where problem.code == .notFound {
            return named
        }
    }

    private static func name(_ context: EdgeContext) throws(Problem) -> String {
        try context.pathPart("trigger_id", .triggerID, noun: "task")
    }
}
