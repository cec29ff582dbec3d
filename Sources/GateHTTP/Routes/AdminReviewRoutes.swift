import GateCore
import Hummingbird

/// `/v1/admin/held`: prompts that wait for a human.
struct AdminReviewRoutes {
    private let review: any ReviewDesk

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) { review = parts.review }

    /// Adds the routes.
    func add(to routes: RouteBook) {
        routes.on(.get, "/v1/admin/held", .admin, use: list)
        routes.on(.post, "/v1/admin/held/{trigger_id}/approve", .admin, use: approve)
        routes.on(.post, "/v1/admin/held/{trigger_id}/deny", .admin, use: deny)
    }

    @Sendable private func list(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        var query = QueryReader(request.uri.query)
        let tenant = query.string("tenant", .tenantID).map { TenantID($0) }
        let cursor = query.string("cursor", .cursor)
        let limit = query.integer("limit", in: 1...200) ?? 50
        try query.finish()
        let page = try await review.held(HeldQuery(tenant: tenant, cursor: cursor, limit: limit))
        return JSONResponse([
            "data": .list(page.elements.map(\.reviewJSON)), "next_cursor": .text(page.nextCursor),
        ])
    }

    /// 202 when another stage holds the prompt again.
    @Sendable private func approve(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let (name, reason) = try await Self.decision(request, context)
        let taken = try await review.approve(name, reason: reason, by: context.caller)
        let position: OrderedJSON = ["position": .number(taken.position)]
        return JSONResponse(
            taken.task.reviewJSON.adding(position),
            status: taken.task.status == .held ? .accepted : .ok)
    }

    @Sendable private func deny(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let (name, reason) = try await Self.decision(request, context)
        let task = try await review.deny(name, reason: reason, by: context.caller)
        return JSONResponse(task.reviewJSON)
    }

    private static func decision(
        _ request: Request, _ context: EdgeContext
    ) async throws -> (name: String, reason: String?) {
        var fields = try await BodyReader.objectOrNothing(of: request)
        let reason = fields.string("reason", .reason)
        try fields.finish()
        return (try context.pathPart("trigger_id", .triggerID, noun: "held prompt"), reason)
    }
}
