/// A rule as it judges one tenant, or everybody.
public struct EffectiveRule: Sendable, Codable, Hashable {
    public let id: String
    public let category: String
    /// OpenAI's moderation categories that it stands for.
    public let openAI: [String]
    public let severity: String
    public let action: String
    /// `enforce`, `shadow`, or `disabled` by the tenant's overlay.
    public let mode: String
    public let folding: String
    public let zones: [String]
    /// Words, phrases and patterns, as their author wrote them.
    public let terms: [String]
    /// The PCRE2 pattern of each, matched without regard to letter case.
    public let patterns: [String]
    public let unless: [String]
    public let message: String?
    /// `rules/default.yaml:12`
    public let place: String
    /// The layers that have a say, from the one that holds the rule to the overlay.
    public let layers: [String]
}
