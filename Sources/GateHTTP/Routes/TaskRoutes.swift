import GateCore
import Hummingbird

/// `/v1/tasks`: a tenant's own tasks.
struct TaskRoutes {
    private let desk: any FrontDesk

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) { desk = parts.desk }

    /// Adds the routes.
    func add(to routes: RouteBook) {
        routes.on(.get, "/v1/tasks", .tenant, use: list)
        routes.on(.get, "/v1/tasks/{trigger_id}", .tenant, use: show)
        routes.on(.delete, "/v1/tasks/{trigger_id}", .tenant, use: cancel)
    }

    @Sendable private func list(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        var query = QueryReader(request.uri.query)
        let status = query.choice("status", TaskStatus.self)
        let cursor = query.string("cursor", .cursor)
        let limit = query.integer("limit", in: 1...200) ?? 50
        try query.finish()
        let caller = try context.caller
        let page = try await desk.tasks(
            TaskQuery(tenant: caller.tenant.id, status: status, cursor: cursor, limit: limit))
        return JSONResponse([
            "data": .list(page.elements.map { $0.json(position: nil, caller.tenant.explain) }),
            "next_cursor": .text(page.nextCursor),
        ])
    }

    @Sendable private func show(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let caller = try context.caller
        let found = try await desk.task(try Self.name(context), caller: caller)
        return JSONResponse(found.task.json(position: found.position, caller.tenant.explain))
    }

    @Sendable private func cancel(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let caller = try context.caller
        let task = try await desk.cancel(try Self.name(context), caller: caller)
        return JSONResponse(task.json(position: nil, caller.tenant.explain))
    }

    private static func name(_ context: EdgeContext) throws(Problem) -> String {
        try context.pathPart("trigger_id", .triggerID, noun: "task")
    }
}
