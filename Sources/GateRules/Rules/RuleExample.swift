/// A text that a rule's author gave along with the rule: the rule's own test.
struct RuleExample: Sendable, Hashable {
    let text: String
    /// Whether the rule is to match it.
    let matches: Bool
    let place: RulePlace
}
