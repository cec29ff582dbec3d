import GateCore
import Hummingbird

/// `/v1/admin/tenants/{id}/quota`: what a tenant has left, and more for it.
struct AdminQuotaRoutes {
    private let tenants: any TenantStore
    private let quota: any QuotaOffice
    private let journal: any AdminJournal

    /// - Parameter parts: the edge's parts.
    /// - Returns: nil where there are no quotas.
    init?(_ parts: EdgeParts) {
        guard let quota = parts.quota else { return nil }
        tenants = parts.tenants
        self.quota = quota
        journal = parts.journal
    }

    /// Adds the routes.
    func add(to routes: RouteBook) {
        routes.on(.get, "/v1/admin/tenants/{id}/quota", .admin, .showQuota, use: show)
        routes.on(.post, "/v1/admin/tenants/{id}/quota", .admin, .changeQuota, use: change)
    }

    @Sendable private func show(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        var query = QueryReader(request.uri.query)
        let key = query.string("key", .triggerID).map { KeyID($0) }
        try query.finish()
        return try await standings(of: try await tenant(context, key: key), key)
    }

    /// Writes down what is done before it does it: nothing is changed that is not audited.
    @Sendable private func change(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let fields = try await BodyReader.object(of: request)
        let tenant = try await tenant(context, key: nil)
        let change = try QuotaChange(fields, of: tenant)
        try await check(change.key, of: tenant)
        let caller = try context.caller
        switch change.kind {
        case .grant(let units):
            try await journal.note(
                "quota.grant", target: tenant.id.rawValue, detail: change.detail, by: caller)
            for policy in change.policies {
                try await quota.grant(units, of: policy, tenant: tenant, key: change.key)
            }
        case .reset:
            try await journal.note(
                "quota.reset", target: tenant.id.rawValue, detail: change.detail, by: caller)
            try await quota.reset(change.policies, tenant: tenant, key: change.key)
        }
        return try await standings(of: tenant, change.key)
    }

    private func standings(of tenant: Tenant, _ key: KeyID?) async throws -> JSONResponse {
        let standings = try await quota.standings(of: tenant, key: key)
        return JSONResponse([
            "tenant": .text(tenant.id.rawValue), "quota": .list(standings.map(\.json)),
        ])
    }

    private func tenant(_ context: EdgeContext, key: KeyID?) async throws -> Tenant {
        let id = TenantID(try context.pathPart("id", .tenantID, noun: "tenant"))
        guard let tenant = try await tenants.tenant(id) else {
            throw Problem(.notFound, "There is no tenant of that name.")
        }
        try await check(key, of: tenant)
        return tenant
    }

    private func check(_ key: KeyID?, of tenant: Tenant) async throws {
        guard let key else { return }
        guard try await tenants.keys(of: tenant.id).contains(where: { $0.id == key }) else {
            throw Problem(.notFound, "The tenant has no key of that name.")
        }
    }
}

extension QuotaChange {
    /// The change as it is written down.
    fileprivate var detail: JSONValue {
        var detail: [String: JSONValue] = [
            "windows": .array(
                policies.map { policy in
                    let hours = policy.hours.map { "-\($0)" } ?? ""
                    return .string("\(policy.window.rawValue)\(hours) per \(policy.per.rawValue)")
                })
        ]
        if case .grant(let units) = kind { detail["grant"] = .int(Int64(units)) }
        if let key { detail["key"] = .string(key.rawValue) }
        if let reason { detail["reason"] = .string(reason) }
        return .object(detail)
    }
}
