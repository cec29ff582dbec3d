import GateCore

/// What `rules/tenants/<tenant>.yaml` changes for that tenant, and for nobody else.
struct TenantOverlay: Sendable, Hashable {
    let tenant: TenantID
    /// The overlay's file, as the configuration names it.
    let file: String
    /// A match of any rule inside one of these does not count.
    var allow: [Term] = []
    /// Rules that judge this tenant only.
    var rules: [Rule] = []
    /// What of a rule is different for this tenant, by the rule's id. The id of a list
    /// stands for all its entries.
    var overrides: [String: RuleOverride] = [:]
    /// The ids of rules and lists that do not judge this tenant.
    var disabled: Set<String> = []
}
