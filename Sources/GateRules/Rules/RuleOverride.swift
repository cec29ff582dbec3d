import GateCore

/// The traits of a rule that an overlay changes; nil leaves one as it is.
struct RuleOverride: Sendable, Hashable {
    var severity: RuleSeverity?
    var action: RuleAction?
    var mode: RuleMode?
    var message: String?
}
