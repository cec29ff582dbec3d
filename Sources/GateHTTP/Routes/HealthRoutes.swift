import GateCore
import HTTPTypes
import Hummingbird

/// `/healthz` and `/readyz`, for whatever supervises the gateway.
struct HealthRoutes {
    private let rules: any RuleSource
    private let account: @Sendable () -> AccountHealth?
    private let storeFault: @Sendable () async -> StoreFault?
    private let missing: [String]
    private let version: String

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) {
        rules = parts.rules
        account = parts.accountHealth
        storeFault = parts.storeFault
        missing = parts.missingVariables
        version = parts.settings.version
    }

    /// Adds the routes.
    func add(to routes: RouteBook) {
        routes.on(.get, "/healthz", .open) { _, _ in
            JSONResponse(["status": "ok", "version": .text(version)])
        }
        routes.on(.get, "/readyz", .open) { _, _ in await ready() }
    }

    /// Rules that were refused do not make the gateway unready: it judges by the last good
    /// ones. A store that keeps nothing new does, and a Discord account that is set up and
    /// cannot send; none at all is a choice.
    private func ready() async -> JSONResponse {
        let state = rules.status()
        let health = missing.isEmpty ? account() : nil
        let fault = await storeFault()
        let isReady = fault == nil && health.map { $0 == .connected } ?? true
        let word = !isReady ? "unready" : state.state == .synced ? "ready" : "degraded"
        return JSONResponse(
            [
                "status": .text(word), "rules": state.json,
                "store": ["state": .text(fault?.rawValue ?? "ok")], "discord": health.json,
                "missing_variables": .list(missing.map { .text($0) }),
            ],
            status: isReady ? .ok : .serviceUnavailable,
            headers: isReady ? [:] : [.retryAfter: "1"])
    }
}
