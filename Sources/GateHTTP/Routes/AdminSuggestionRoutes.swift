import GateCore
import Hummingbird

/// `/v1/admin/suggestions`: what tenants ask for, and what the image bot refused.
struct AdminSuggestionRoutes {
    /// So many audited prompts are judged again to show what a suggestion would change.
    private static let simulatedCount = 500

    private let box: any SuggestionBox
    private let audit: any AuditLog
    private let tenants: any TenantStore
    private let journal: any AdminJournal

    /// - Parameters:
    ///   - box: takes the suggestions.
    ///   - parts: the edge's parts.
    init(_ box: any SuggestionBox, _ parts: EdgeParts) {
        self.box = box
        audit = parts.audit
        tenants = parts.tenants
        journal = parts.journal
    }

    /// Adds the routes.
    func add(to routes: RouteBook) {
        routes.on(.get, "/v1/admin/suggestions", .admin, .listAllSuggestions, use: list)
        routes.on(.post, "/v1/admin/suggestions", .admin, .createSuggestion, use: create)
        routes.on(
            .post, "/v1/admin/suggestions/preview", .admin, .previewDraft, use: preview)
        routes.on(.get, "/v1/admin/suggestions/{id}", .admin, .previewSuggestion, use: show)
        routes.on(
            .post, "/v1/admin/suggestions/{id}/accept", .admin, .acceptSuggestion, use: accept)
        routes.on(
            .post, "/v1/admin/suggestions/{id}/decline", .admin, .declineSuggestion, use: decline)
    }

    @Sendable private func list(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let query = try SuggestionListing.query(request.uri.query, tenant: nil)
        let page = try await box.suggestions(query)
        return JSONResponse([
            "data": .list(page.elements.map(\.adminJSON)), "next_cursor": .text(page.nextCursor),
        ])
    }

    /// In a tenant's name, as if it had asked itself.
    @Sendable private func create(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let (draft, _, caller) = try await draft(request, context)
        let admin = try context.caller
        let made = try await journal.noted(
            "suggestion.create", target: caller.tenant.id.rawValue, by: admin
        ) { try await box.suggest(draft, caller: caller) }
        return JSONResponse(made.suggestion.adminJSON, status: made.isNew ? .created : .ok)
    }

    /// What accepting a draft would change; nothing is kept.
    @Sendable private func preview(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let (draft, count, caller) = try await draft(request, context)
        let recorded = try await recordedTexts(count)
        let prospect = try await box.prospect(of: draft, caller: caller, on: recorded.texts)
        return JSONResponse(prospect.json(skipped: recorded.skipped))
    }

    private func draft(
        _ request: Request, _ context: EdgeContext
    ) async throws -> (SuggestionDraft, simulate: Int?, caller: Caller) {
        var fields = try await BodyReader.object(of: request)
        let tenant = fields.string("tenant", .tenantID, required: true)
        let count = fields.integer("simulate", in: 0...AuditedTexts.largestCount)
        let draft = try SuggestionForm.draft(fields)
        guard let tenant = try await tenants.tenant(TenantID(tenant ?? "")) else {
            throw Problem(.notFound, "There is no tenant of that name.")
        }
        return (draft, count, Caller(tenant: tenant, key: try context.caller.key, scope: .admin))
    }

    private func recordedTexts(
        _ count: Int?
    ) async throws -> (texts: [RecordedText], skipped: Int) {
        guard count != 0 else { return ([], 0) }
        return try await AuditedTexts(audit).last(count ?? Self.simulatedCount, of: nil)
    }

    @Sendable private func show(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        var fields = QueryReader(request.uri.query)
        let count = fields.integer("simulate", in: 0...AuditedTexts.largestCount)
        try fields.finish()
        let id = try SuggestionListing.id(context)
        let recorded = try await recordedTexts(count)
        let prospect = try await box.prospect(of: id, on: recorded.texts)
        return JSONResponse(prospect.json(skipped: recorded.skipped))
    }

    @Sendable private func accept(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let terms = try SuggestionForm.terms(try await BodyReader.objectOrNothing(of: request))
        let id = try SuggestionListing.id(context)
        let caller = try context.caller
        let accepted = try await journal.noted(
            "suggestion.accept", target: id.rawValue, by: caller
        ) {
            try await box.accept(id, on: terms, by: caller.key)
        }
        return JSONResponse(accepted.adminJSON)
    }

    @Sendable private func decline(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let reason = try SuggestionForm.reason(try await BodyReader.objectOrNothing(of: request))
        let id = try SuggestionListing.id(context)
        let caller = try context.caller
        let declined = try await journal.noted(
            "suggestion.decline", target: id.rawValue, by: caller
        ) {
            try await box.decline(id, reason: reason, by: caller.key)
        }
        return JSONResponse(declined.adminJSON)
    }
}
