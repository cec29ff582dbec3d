import GateCore

/// One rule, whatever file it came from.
struct Rule: Hashable, Sendable {
    let id: String
    let category: String
    let severity: RuleSeverity
    let action: RuleAction
    let message: String?
    let entry: Entry
}
