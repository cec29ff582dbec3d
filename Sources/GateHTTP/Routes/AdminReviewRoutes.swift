import GateCore
import Hummingbird

/// `/v1/admin/held`: prompts that wait for a human. What is decided, and why, stands in the
/// task's own record; the journal tells that an admin did it, beside all else they do.
struct AdminReviewRoutes {
    private let review: any ReviewDesk
    private let journal: any AdminJournal

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) {
        review = parts.review
        journal = parts.journal
    }

    /// Adds the routes.
    func add(to routes: RouteBook) {
        routes.on(.get, "/v1/admin/held", .admin, .listHeld, use: list)
        routes.on(.post, "/v1/admin/held/{trigger_id}/approve", .admin, .approve, use: approve)
        routes.on(.post, "/v1/admin/held/{trigger_id}/deny", .admin, .deny, use: deny)
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
        let caller = try context.caller
        let taken = try await journal.noted("held.approve", target: name, by: caller) {
            try await review.approve(name, reason: reason, by: caller)
        }
        let position: OrderedJSON = ["position": .number(taken.position)]
        return JSONResponse(
            taken.task.reviewJSON.adding(position),
            status: taken.task.status == .held ? .accepted : .ok)
    }

    @Sendable private func deny(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let (name, reason) = try await Self.decision(request, context)
        let caller = try context.caller
        let task = try await journal.noted("held.deny", target: name, by: caller) {
            try await review.deny(name, reason: reason, by: caller)
        }
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
