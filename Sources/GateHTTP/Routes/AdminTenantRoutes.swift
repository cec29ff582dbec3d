import GateCore
import HTTPTypes
import Hummingbird

/// `/v1/admin/tenants`: tenants, their settings and their keys.
struct AdminTenantRoutes {
    private let tenants: any TenantStore
    private let journal: any AdminJournal
    private let time: any Timekeeper
    private let random: any RandomSource
    private let settings: EdgeSettings
    private let webhooks: WebhookShelf?

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) {
        tenants = parts.tenants
        journal = parts.journal
        time = parts.time
        random = parts.random
        settings = parts.settings
        webhooks = parts.webhooks
    }

    /// Adds the routes.
    func add(to routes: RouteBook) {
        routes.on(.post, "/v1/admin/tenants", .admin, .createTenant, use: create)
        routes.on(.get, "/v1/admin/tenants", .admin, .listTenants, use: list)
        routes.on(.get, "/v1/admin/tenants/{id}", .admin, .showTenant, use: show)
        routes.on(.patch, "/v1/admin/tenants/{id}", .admin, .changeTenant, use: change)
        routes.on(.post, "/v1/admin/tenants/{id}/keys", .admin, .addKey, use: addKey)
        routes.on(.get, "/v1/admin/tenants/{id}/keys", .admin, .listKeys, use: listKeys)
        routes.on(.delete, "/v1/admin/tenants/{id}/keys/{key}", .admin, .removeKey, use: removeKey)
    }

    // MARK: Tenants

    @Sendable private func create(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let fields = try await BodyReader.object(of: request)
        let tenant = try TenantForm.create(fields, at: time.wall(), settings)
        let webhookSecret = FreshSecret.webhook(random)
        let (key, secret) = newKey(of: tenant.id, name: "first")
        try await journal.noted(
            "tenant.create", target: tenant.id.rawValue,
            detail: TenantChange(to: tenant).detail.adding("key", .string(key.id.rawValue)),
            by: try context.caller
        ) {
            do {
                try await tenants.addTenant(tenant, webhookSecret: webhookSecret)
            } catch let error as StoreError where error.kind == .conflict {
                throw Problem(.conflict, "There is a tenant \(tenant.id) already.")
            }
            try await tenants.addKey(key, secret: secret)
        }
        let shown: OrderedJSON = [
            "tenant": tenant.json, "key": key.json(secret: secret),
            "webhook_secret": .text(webhookSecret),
        ]
        return JSONResponse(tenant.json.adding(shown), status: .created)
    }

    @Sendable private func list(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        JSONResponse(["data": .list(try await tenants.tenants().map(\.json))])
    }

    @Sendable private func show(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        JSONResponse(try await tenant(context).json)
    }

    @Sendable private func change(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let fields = try await BodyReader.object(of: request)
        let tenant = try await tenant(context)
        let opens = fields.has("callback_url")
        let changed = try TenantForm.change(tenant, fields, settings)
        if changed != tenant {
            try await journal.noted(
                Self.word(for: changed, from: tenant), target: tenant.id.rawValue,
                detail: TenantChange(from: tenant, to: changed).detail, by: try context.caller
            ) { try await tenants.updateTenant(changed) }
        }
        if opens { try await reopenCallbacks(of: changed, try context.caller) }
        return JSONResponse(changed.json)
    }

    /// Whoever gives an address says that it takes webhooks, even if it is the same again.
    private func reopenCallbacks(of tenant: Tenant, _ admin: Caller) async throws {
        guard let store = webhooks?.store,
            let health = try await store.callbackHealth(of: tenant.id, after: nil, limit: 1).first,
            !health.closed.isEmpty
        else { return }
        _ = try await journal.noted("callback.reopen", target: tenant.id.rawValue, by: admin) {
            try await store.reopenCallbacks(of: tenant.id)
        }
    }

    /// A pause has a name of its own, whatever else changes with it: it is what people
    /// look for.
    private static func word(for new: Tenant, from old: Tenant) -> String {
        guard new.paused != old.paused else { return "tenant.update" }
        return new.paused ? "tenant.pause" : "tenant.resume"
    }

    private func tenant(_ context: EdgeContext) async throws -> Tenant {
        let id = TenantID(try context.pathPart("id", .tenantID, noun: "tenant"))
        guard let tenant = try await tenants.tenant(id) else {
            throw Problem(.notFound, "There is no tenant of that name.")
        }
        return tenant
    }

    // MARK: Keys

    @Sendable private func addKey(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        var fields = try await BodyReader.objectOrNothing(of: request)
        let name = fields.string("name", .label)
        try fields.finish()
        let tenant = try await tenant(context)
        let (key, secret) = newKey(of: tenant.id, name: name ?? "")
        try await journal.noted(
            "key.create", target: tenant.id.rawValue,
            detail: ["key": .string(key.id.rawValue), "name": .string(key.name)],
            by: try context.caller
        ) { try await tenants.addKey(key, secret: secret) }
        let shown = key.json(secret: secret)
        return JSONResponse(shown.adding(["key": shown]), status: .created)
    }

    @Sendable private func listKeys(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let tenant = try await tenant(context)
        return JSONResponse(["data": .list(try await tenants.keys(of: tenant.id).map(\.json))])
    }

    @Sendable private func removeKey(_ request: Request, _ context: EdgeContext) async throws
        -> Response
    {
        let tenant = try await tenant(context)
        let key = KeyID(try context.pathPart("key", .triggerID, noun: "key"))
        try await journal.noted(
            "key.delete", target: tenant.id.rawValue, detail: ["key": .string(key.rawValue)],
            by: try context.caller
        ) { try await tenants.removeKey(key, of: tenant.id) }
        return Response(status: .noContent)
    }

    private func newKey(of tenant: TenantID, name: String) -> (APIKey, String) {
        let secret = FreshSecret.apiKey(random)
        let key = APIKey(
            id: FreshSecret.keyID(random), tenant: tenant, scope: .tenant, name: name,
            createdAt: time.wall())
        return (key, secret)
    }
}
