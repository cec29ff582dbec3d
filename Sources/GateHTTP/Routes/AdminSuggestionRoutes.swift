import GateCore
import Hummingbird

/// `/v1/admin/suggestions`: what tenants ask for, and what the image bot refused.
struct AdminSuggestionRoutes {
    /// So many audited prompts are judged again to show what a suggestion would change.
    private static let simulatedCount = 500

    private let box: any SuggestionBox
    private let audit: any AuditLog
    private let journal: any AdminJournal

    /// - Parameters:
    ///   - box: takes the suggestions.
    ///   - parts: the edge's parts.
    init(_ box: any SuggestionBox, _ parts: EdgeParts) {
        self.box = box
        audit = parts.audit
        journal = parts.journal
    }

    /// Adds the routes.
    func add(to routes: RouteBook) {
        routes.on(.get, "/v1/admin/suggestions", .admin, use: list)
        routes.on(.get, "/v1/admin/suggestions/{id}", .admin, use: show)
        routes.on(.post, "/v1/admin/suggestions/{id}/accept", .admin, use: accept)
        routes.on(.post, "/v1/admin/suggestions/{id}/decline", .admin, use: decline)
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

    @Sendable private func show(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        var fields = QueryReader(request.uri.query)
        let count = fields.integer("simulate", in: 0...AuditedTexts.largestCount)
        try fields.finish()
        let id = try SuggestionListing.id(context)
        var recorded: (texts: [RecordedText], skipped: Int) = ([], 0)
        if count != 0 {
            recorded = try await AuditedTexts(audit).last(count ?? Self.simulatedCount, of: nil)
        }
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
