import GateCore

/// What a find of a rule means for one tenant.
struct RuleEffect {
    let severity: RuleSeverity
    let action: RuleAction
    let mode: RuleMode
    let message: String?
    /// Whether the tenant's overlay had a say.
    let isOverridden: Bool

    init(_ traits: RuleTraits, _ change: RuleOverride?) {
        severity = change?.severity ?? traits.severity
        action = change?.action ?? traits.action
        mode = change?.mode ?? traits.mode
        message = change?.message ?? traits.message
        isOverridden = change != nil
    }
}
