import GateCore

extension Exchange {
    /// An exchange for the test of a stage.
    ///
    /// - Parameters:
    ///   - surface: the door it came through.
    ///   - text: the prompt.
    ///   - tenant: whose call it is.
    ///   - endUser: the tenant's own user.
    ///   - rules: what judges; nothing is banned unless given.
    public static func sample(
        _ surface: Surface = .trigger, text: String = "a cat", tenant: TenantID = "acme",
        endUser: String? = nil, rules: any RuleSet = LiteralRules([])
    ) -> Exchange {
        let start = Timestamp(milliseconds: 0)
        let caller = Caller(
            tenant: Tenant(id: tenant, name: "Acme", createdAt: start), key: "key",
            scope: .tenant, endUser: endUser)
        return Exchange(
            id: "exchange", caller: caller, surface: surface,
            kind: surface == .trigger ? "imagine" : surface.rawValue, text: text, rules: rules,
            receivedAt: start)
    }
}
