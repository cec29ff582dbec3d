import GateCore

/// What the search asks of a rule for every place where it may match.
struct RuleKind: Sendable {
    let folding: FoldingLevel
    let zones: ZoneSet
    let action: RuleAction
    let mode: RuleMode
    let undecided: UndecidedPolicy
    /// The tenant that alone it judges, by its number; -1 for all.
    let tenant: Int32

    init(_ traits: RuleTraits, tenant: Int) {
        folding = traits.folding
        zones = traits.zones
        action = traits.action
        mode = traits.mode
        undecided = traits.undecided
        self.tenant = Int32(tenant)
    }
}
