/// What one rule revision says of one text.
public struct TextJudgement: Hashable, Sendable {
    /// The strongest action of all matches, `allow` without any.
    public let action: RuleAction
    /// Every match of an enforced rule, by position, overlapping rules included.
    public let matches: [RuleMatch]
    /// Matches of rules in shadow mode: recorded, and without a say in `action`.
    public let shadow: [RuleMatch]
    /// Rules that could not be decided within their limits. Not empty means that
    /// `action` may be too weak: treat it as "could not judge".
    public let undecided: [String]
    /// The revision that judged.
    public let revision: String

    /// Describes one judgement; see the properties.
    public init(
        action: RuleAction, matches: [RuleMatch], shadow: [RuleMatch] = [],
        undecided: [String] = [], revision: String
    ) {
        self.action = action
        self.matches = matches
        self.shadow = shadow
        self.undecided = undecided
        self.revision = revision
    }
}
