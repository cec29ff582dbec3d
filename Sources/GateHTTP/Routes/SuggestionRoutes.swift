import GateCore
import Hummingbird

/// `/v1/suggestions`: what a tenant asks to ban or to allow.
struct SuggestionRoutes {
    private let box: any SuggestionBox
    private let rules: any RuleSource

    /// - Parameters:
    ///   - box: takes the suggestions.
    ///   - parts: the edge's parts.
    init(_ box: any SuggestionBox, _ parts: EdgeParts) {
        self.box = box
        rules = parts.rules
    }

    /// Adds the routes.
    func add(to routes: RouteBook) {
        routes.on(.post, "/v1/suggestions", .tenant, .suggest, use: create)
        routes.on(.get, "/v1/suggestions", .tenant, .listSuggestions, use: list)
        routes.on(.get, "/v1/suggestions/{id}", .tenant, .showSuggestion, use: show)
    }

    @Sendable private func create(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let draft = try SuggestionForm.draft(try await BodyReader.object(of: request))
        let made = try await box.suggest(draft, caller: try context.caller)
        return JSONResponse(made.suggestion.json, status: made.isNew ? .created : .ok)
    }

    @Sendable private func list(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let tenant = try context.caller.tenant.id
        let query = try SuggestionListing.query(request.uri.query, tenant: tenant)
        let page = try await box.suggestions(query)
        return JSONResponse([
            "data": .list(page.elements.map(\.json)), "next_cursor": .text(page.nextCursor),
        ])
    }

    /// With what the rules in force make of the example.
    @Sendable private func show(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let tenant = try context.caller.tenant
        let found = try await box.suggestion(
            try SuggestionListing.id(context), tenant: tenant.id)
        let text = found.judgedExample ?? ""
        let now = rules.current().judge(text, tenant: tenant.id).json(text: text, tenant.explain)
        return JSONResponse(found.json.adding(["now": now]))
    }
}
