import GateCore
import Hummingbird

/// `/v1/admin/strikes`: end users whose prompts were refused of late.
struct AdminStrikeRoutes {
    private let review: any ReviewDesk
    private let journal: any AdminJournal

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) {
        review = parts.review
        journal = parts.journal
    }

    /// Adds the routes.
    func add(to routes: RouteBook) {
        routes.on(.get, "/v1/admin/strikes", .admin, .listStrikes, use: list)
        routes.on(.post, "/v1/admin/strikes/forgive", .admin, .forgive, use: forgive)
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
        let caller = try context.caller
        // Whom, the record of the forgiveness tells: that one can be erased with the user.
        let count = try await journal.noted("strikes.forgive", target: tenant, by: caller) {
            try await review.forgive(user, reason: reason, by: caller)
        }
        return JSONResponse([
            "tenant": .text(tenant), "end_user": .text(endUser), "forgiven": .number(count),
        ])
    }
}
