/// On which terms an admin accepts a suggestion; what is nil is decided by its kind.
public struct SuggestionTerms: Hashable, Sendable {
    /// A ban holds for all unless said, an allowance for its tenant.
    public var scope: SuggestionScope?
    /// Takes the place of the suggestion's own term.
    public var term: String?
    /// The word list to write to.
    public var list: String?
    public var category: String?
    public var action: RuleAction?
    public var severity: RuleSeverity?
    /// Goes into the rule file as a comment.
    public var note: String?

    /// The suggestion as it is.
    public init() {}
}
