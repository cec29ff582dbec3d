import GateCore
import Hummingbird

/// `/v1/usage`: what the caller's own tenant may do and has left.
struct UsageRoutes {
    private let quota: (any QuotaOffice)?
    private let rateStanding: @Sendable (Caller) -> [RateStanding]

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) {
        quota = parts.quota
        rateStanding = parts.rateStanding
    }

    /// Adds the routes.
    func add(to routes: RouteBook) { routes.on(.get, "/v1/usage", .tenant, .usage, use: show) }

    @Sendable private func show(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let caller = try context.caller
        let tenant = caller.tenant
        let standings = try await quota?.standings(of: tenant, key: caller.key) ?? []
        return JSONResponse([
            "tenant": .text(tenant.id.rawValue),
            "rate_limit": Self.json(rateStanding(caller)),
            "quota": .list(standings.map(\.json)), "time_zone": .text(tenant.timeZone ?? "UTC"),
        ])
    }

    /// The one object that a plain pace is shown as, or else a list; null without any.
    private static func json(_ standings: [RateStanding]) -> OrderedJSON {
        guard let first = standings.first else { return .value(.null) }
        guard standings.count > 1 || !first.policy.isPlain else { return first.numbers }
        return .list(
            standings.map { standing in
                let words: OrderedJSON = [
                    "name": .text(standing.policy.name), "by": .text(standing.policy.by.rawValue),
                ]
                return words.adding(standing.numbers)
            })
    }
}

extension RateStanding {
    /// What is left, of how many at once, and in how many seconds one more is.
    fileprivate var numbers: OrderedJSON {
        [
            "limit": .number(policy.burst), "remaining": .number(remaining),
            "more_after": .number(Int((moreAfter.milliseconds + 999) / 1000)),
        ]
    }
}
