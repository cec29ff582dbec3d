import GateCore

/// What an overlay changes, by the numbers of a revision.
struct TenantRules: Sendable {
    /// The overlay's number.
    let number: Int
    /// Its name as a layer.
    let layer: String
    /// Rules and lists that do not judge the tenant.
    private let disabledRules: Set<Int>
    private let disabledLists: Set<Int>
    private let rules: [Int: RuleOverride]
    private let lists: [Int: RuleOverride]

    init(_ overlay: TenantOverlay, number: Int, roll: RuleRoll) {
        let ids = RuleNumbers(roll, wanted: overlay.disabled.union(overlay.overrides.keys))
        self.number = number
        layer = RuleRoll.name(of: overlay)
        disabledRules = Set(overlay.disabled.compactMap { ids.rules[$0] })
        disabledLists = Set(overlay.disabled.compactMap { ids.lists[$0] })
        var rules: [Int: RuleOverride] = [:]
        var lists: [Int: RuleOverride] = [:]
        for (id, change) in overlay.overrides {
            if let rule = ids.rules[id] { rules[rule] = change }
            if let list = ids.lists[id] { lists[list] = change }
        }
        self.rules = rules
        self.lists = lists
    }

    /// Whether the rule does not judge the tenant.
    func disables(_ rule: Int, list: Int?) -> Bool {
        if disabledRules.contains(rule) { return true }
        return list.map(disabledLists.contains) ?? false
    }

    /// What of the rule is different for the tenant; nil when nothing is.
    func override(of rule: Int, list: Int?) -> RuleOverride? {
        rules[rule] ?? list.flatMap { lists[$0] }
    }
}
