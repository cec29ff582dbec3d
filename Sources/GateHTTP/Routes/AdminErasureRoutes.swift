import GateCore
import Hummingbird

/// `DELETE /v1/admin/tenants/{id}/texts`: erases what users of a tenant wrote from the audit
/// log; its records stay.
struct AdminErasureRoutes {
    private let tenants: any TenantStore
    private let audit: any AuditLog
    private let journal: any AdminJournal

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) {
        tenants = parts.tenants
        audit = parts.audit
        journal = parts.journal
    }

    /// Adds the route.
    func add(to routes: RouteBook) {
        routes.on(.delete, "/v1/admin/tenants/{id}/texts", .admin, .eraseTexts, use: erase)
    }

    @Sendable private func erase(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let id = TenantID(try context.pathPart("id", .tenantID, noun: "tenant"))
        var fields = QueryReader(request.uri.query)
        let endUser = fields.string("end_user", .label)
        let before = fields.time("before")
        try fields.finish()
        guard try await tenants.tenant(id) != nil else {
            throw Problem(.notFound, "There is no tenant of that name.")
        }
        let caller = try context.caller
        let detail: [String: JSONValue] = [
            "end_user": endUser.map(JSONValue.string) ?? .null,
            "before": before.map { .string($0.iso8601) } ?? .null,
        ]
        let count = try await journal.noted(
            "texts.erase", target: id.rawValue, detail: .object(detail), by: caller
        ) {
            try await audit.eraseTexts(tenant: id, endUser: endUser, before: before)
        }
        return JSONResponse(["erased": .number(count)])
    }
}
