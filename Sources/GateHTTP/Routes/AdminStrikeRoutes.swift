import GateCore
import Hummingbird

/// `/v1/admin/strikes`: end users whose prompts were refused of late.
struct AdminStrikeRoutes {
    private let review: any ReviewDesk

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) { review = parts.review }

    /// Adds the routes.
    func add(to routes: RouteBook) {
        routes.on(.get, "/v1/admin/strikes", .admin, use: list)
        routes.on(.post, "/v1/admin/strikes/forgive", .admin, use: forgive)
    }

    @Sendable private func list(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        var query = QueryReader(request.uri.query)
        let tenant = query.string("tenant", .tenantID).map { TenantID($0) }
        let endUser = query.string("end_user", .label)
        let cursor = query.string("cursor", .cursor)
        let limit = query.integer("limit", in: 1...200) ?? 50
        try query.finish()
        let page = try await review.strikes(
            StrikeQuery(tenant: tenant, endUser: endUser, cursor: cursor, limit: limit))
        return JSONResponse([
            "data": .list(page.elements.map(\.json)), "next_cursor": .text(page.nextCursor),
        ])
    }

    @Sendable private func forgive(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        var fields = try await BodyReader.object(of: request)
        let tenant = fields.string("tenant", .tenantID, required: true) ?? ""
        let endUser = fields.string("end_user", .label, required: true) ?? ""
        let reason = fields.string("reason", .reason)
        try fields.finish()
        let user = EndUser(endUser, of: TenantID(tenant))
        let count = try await review.forgive(user, reason: reason, by: context.caller)
        return JSONResponse([
            "tenant": .text(tenant), "end_user": .text(endUser), "forgiven": .number(count),
        ])
    }
}
