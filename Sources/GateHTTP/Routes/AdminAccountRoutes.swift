import GateCore
import HTTPTypes
import Hummingbird

/// `/v1/admin/accounts`: the Discord accounts, their states, and what an admin does with them.
struct AdminAccountRoutes {
    private let parts: EdgeParts

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) { self.parts = parts }

    /// Adds the routes.
    func add(to routes: RouteBook) {
        routes.on(.get, "/v1/admin/accounts", .admin, .listAccounts) { _, _ in await list() }
        routes.on(.post, "/v1/admin/accounts", .admin, .addAccount, use: create)
        routes.on(.get, "/v1/admin/accounts/{id}", .admin, .showAccount, use: show)
        routes.on(.patch, "/v1/admin/accounts/{id}", .admin, .changeAccount, use: change)
        routes.on(.delete, "/v1/admin/accounts/{id}", .admin, .removeAccount, use: remove)
        routes.on(.post, "/v1/admin/accounts/{id}/park", .admin, .parkAccount, use: park)
        routes.on(.post, "/v1/admin/accounts/{id}/unpark", .admin, .unparkAccount, use: unpark)
    }

    /// Where none is set up, one line says what is missing.
    private func list() async -> JSONResponse {
        let cards = await parts.accounts?.accounts() ?? []
        guard cards.isEmpty else { return JSONResponse(["data": .list(cards.map(\.json))]) }
        let id: OrderedJSON = ["id": .text(AccountID.standard.rawValue)]
        return JSONResponse([
            "data": [
                id.adding(parts.discordHealth.json).adding([
                    "missing_variables": .list(parts.missing().map { .text($0) })
                ])
            ]
        ])
    }

    @Sendable private func show(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let id = try id(context)
        guard let card = try await office.accounts().first(where: { $0.standing.id == id }) else {
            throw Problem(.notFound, "There is no account \(id).")
        }
        return JSONResponse(card.json)
    }

    @Sendable private func create(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let draft = try AccountForm.create(
            try await BodyReader.object(of: request), parts.settings.accountCapacity)
        let card = try await noted("account.add", draft.id, context) {
            try await office.add(draft)
        }
        return JSONResponse(card.json, status: .created)
    }

    @Sendable private func change(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let id = try id(context)
        let fields = try await BodyReader.object(of: request)
        let change = try AccountForm.change(fields)
        return JSONResponse(
            try await noted("account.change", id, context) { try await office.change(id, change) }
                .json)
    }

    @Sendable private func remove(_ request: Request, _ context: EdgeContext) async throws
        -> Response
    {
        let id = try id(context)
        try await noted("account.remove", id, context) { try await office.remove(id) }
        return Response(status: .noContent)
    }

    @Sendable private func park(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let id = try id(context)
        var fields = try await BodyReader.objectOrNothing(of: request)
        let reason = fields.string("reason", .reason) ?? "Parked by an admin."
        try fields.finish()
        let card = try await noted("account.park", id, context, ["reason": .string(reason)]) {
            try await office.park(id, reason: reason)
        }
        return JSONResponse(card.json)
    }

    @Sendable private func unpark(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let id = try id(context)
        return JSONResponse(
            try await noted("account.unpark", id, context) { try await office.unpark(id) }.json)
    }

    private var office: any AccountOffice {
        get throws {
            guard let office = parts.accounts else {
                throw Problem(
                    .conflict,
                    "No account is set up, and there is no PROMPTGATE_SECRET_KEY to keep one by.")
            }
            return office
        }
    }

    private func id(_ context: EdgeContext) throws -> AccountID {
        AccountID(try context.pathPart("id", .accountID, noun: "account"))
    }

    /// Before it is done: nothing is changed that is not written down.
    private func noted<Value: Sendable>(
        _ action: String, _ id: AccountID, _ context: EdgeContext, _ detail: JSONValue = [:],
        _ act: () async throws -> Value
    ) async throws -> Value {
        try await parts.journal.noted(
            action, target: id.rawValue, detail: detail, by: try context.caller, act)
    }
}
