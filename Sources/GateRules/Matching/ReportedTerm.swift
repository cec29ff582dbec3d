import GateCore

/// What all matches of one term have in common. A class, because a thousand matches may
/// share one.
final class ReportedTerm: Sendable {
    /// The rule's id.
    let rule: String
    let category: String
    let severity: RuleSeverity
    let action: RuleAction
    let mode: RuleMode
    let message: String?
    let openAI: [String]
    /// The layers that had a say.
    let layers: [String]
    /// The term, as its author wrote it.
    let written: String

    /// - Parameters:
    ///   - written: the term, as its author wrote it.
    ///   - change: what a tenant's overlay changes of the rule,
    ///   - layer: and that overlay's name as a layer.
    init(
        _ rule: NumberedRule, written: String, _ change: RuleOverride? = nil, of layer: String = ""
    ) {
        let effect = RuleEffect(rule.traits, change)
        self.rule = rule.id
        category = rule.traits.category
        severity = effect.severity
        action = effect.action
        mode = effect.mode
        message = effect.message
        openAI = rule.traits.openAI
        layers = effect.isOverridden ? [rule.layer, layer] : [rule.layer]
        self.written = written
    }
}
