import GateCore
import HTTPTypes
import Hummingbird

/// `/healthz` and `/readyz`, for whatever supervises the gateway.
struct HealthRoutes {
    private let rules: any RuleSource
    private let account: @Sendable () -> AccountHealth?
    private let storeFault: @Sendable () async -> StoreFault?
    private let missing: @Sendable () -> [String]
    private let accounts: (any AccountOffice)?
    private let version: String
    private let partHealth: @Sendable () async -> [PartHealth]

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) {
        rules = parts.rules
        account = { parts.discordHealth }
        storeFault = parts.storeFault
        missing = parts.missing
        accounts = parts.accounts
        version = parts.settings.version
        partHealth = parts.partHealth
    }

    /// Adds the routes.
    func add(to routes: RouteBook) {
        routes.on(.get, "/healthz", .open, .health) { _, _ in
            JSONResponse(["status": "ok", "version": .text(version)])
        }
        routes.on(.get, "/readyz", .open, .ready) { _, _ in await ready() }
    }

    /// Rules that were refused do not make the gateway unready: it judges by the last good
    /// ones. A store that keeps nothing new does, and a Discord account that is set up and
    /// cannot send; none at all is a choice.
    private func ready() async -> JSONResponse {
        let state = rules.status()
        let cards = await accounts?.accounts() ?? []
        let health = account()
        let fault = await storeFault()
        let further = await partHealth()
        let isReady =
            fault == nil && health.map { $0 == .connected } ?? true
            && !further.contains { $0.state == .failed }
        let isWell = state.state == .synced && !further.contains { $0.state == .degraded }
        let word = !isReady ? "unready" : isWell ? "ready" : "degraded"
        let told: OrderedJSON =
            [
                "status": .text(word), "rules": state.json,
                "store": ["state": .text(fault?.rawValue ?? "ok")], "discord": health.json,
                "gateway": health.gatewayJSON,
                "accounts": .members(
                    cards.map {
                        ($0.standing.id.rawValue, $0.standing.health.json)
                    }),
                "missing_variables": .list(missing().map { .text($0) }),
            ]
        return JSONResponse(
            told.adding(.members(further.map { ($0.name, $0.json) })),
            status: isReady ? .ok : .serviceUnavailable,
            headers: isReady ? [:] : [.retryAfter: "1"])
    }
}

extension PartHealth {
    fileprivate var json: OrderedJSON {
        let state: OrderedJSON = ["state": .text(state.rawValue)]
        return state.adding(
            .members(detail.sorted { $0.key < $1.key }.map { ($0.key, .value($0.value)) }))
    }
}

extension AccountHealth? {
    /// The session with the Discord Gateway in one word.
    fileprivate var gatewayJSON: OrderedJSON {
        switch self {
        case nil: ["state": "unconfigured"]
        case .connected?: ["state": "connected"]
        case .connecting?: ["state": "connecting"]
        case .parked?: ["state": "parked"]
        }
    }
}
