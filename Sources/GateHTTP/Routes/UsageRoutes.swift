import GateCore
import Hummingbird

/// `/v1/usage`: what the caller's own tenant may do and has left.
struct UsageRoutes {
    private let quota: (any QuotaOffice)?
    private let rateStanding: @Sendable (Tenant) -> RateStanding?

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) {
        quota = parts.quota
        rateStanding = parts.rateStanding
    }

    /// Adds the routes.
    func add(to routes: RouteBook) { routes.on(.get, "/v1/usage", .tenant, use: show) }

    @Sendable private func show(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let caller = try context.caller
        let tenant = caller.tenant
        let standings = try await quota?.standings(of: tenant, key: caller.key) ?? []
        return JSONResponse([
            "tenant": .text(tenant.id.rawValue),
            "rate_limit": rateStanding(tenant).map(\.json) ?? .value(.null),
            "quota": .list(standings.map(\.json)), "time_zone": .text(tenant.timeZone ?? "UTC"),
        ])
    }
}

extension RateStanding {
    /// The standing as its tenant is shown it.
    fileprivate var json: OrderedJSON {
        [
            "limit": .number(limit), "remaining": .number(remaining),
            "reset_after": .number(Int((resetAfter.milliseconds + 999) / 1000)),
        ]
    }
}
