/// What a suggestion would change, were it accepted.
public struct SuggestionProspect: Hashable, Sendable {
    public let suggestion: Suggestion
    /// What the rules in force say of the example; nil without an example or term.
    public let now: TextJudgement?
    /// What accepting would do; nil when the suggestion is not open, or `obstacle` tells why
    /// it cannot be accepted as it is.
    public let preview: RuleEditPreview?
    /// Why it cannot be accepted as it is.
    public let obstacle: Problem?

    /// Describes one prospect; see the properties.
    public init(
        suggestion: Suggestion, now: TextJudgement?, preview: RuleEditPreview?,
        obstacle: Problem?
    ) {
        self.suggestion = suggestion
        self.now = now
        self.preview = preview
        self.obstacle = obstacle
    }
}
