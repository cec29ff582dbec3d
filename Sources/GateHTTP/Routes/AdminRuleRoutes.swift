import GateCore
import Hummingbird

/// `/v1/admin/rules` and `/v1/admin/accounts`: the gateway's own state.
struct AdminRuleRoutes {
    private let rules: any RuleSource
    private let account: @Sendable () -> AccountHealth?
    private let missing: [String]

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) {
        rules = parts.rules
        account = parts.accountHealth
        missing = parts.missingVariables
    }

    /// Adds the routes.
    func add(to routes: RouteBook) {
        routes.on(.get, "/v1/admin/rules", .admin) { _, _ in JSONResponse(rules.status().json) }
        routes.on(.post, "/v1/admin/rules/reload", .admin) { _, _ in
            JSONResponse(await rules.reload().json)
        }
        routes.on(.get, "/v1/admin/accounts", .admin) { _, _ in
            JSONResponse(["data": [accountState]])
        }
    }

    private var accountState: OrderedJSON {
        let id: OrderedJSON = ["id": .text(Tenant.adminID.rawValue)]
        return id.adding((missing.isEmpty ? account() : nil).json)
            .adding(["missing_variables": .list(missing.map { .text($0) })])
    }
}
