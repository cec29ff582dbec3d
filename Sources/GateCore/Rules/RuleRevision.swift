/// A revision that was in force and is kept.
public struct RuleRevision: Hashable, Sendable {
    /// Its name.
    public let revision: String
    /// When it last took effect.
    public let at: Timestamp
    /// How many rules it holds.
    public let rules: Int
    /// Whether it is in force now.
    public let isActive: Bool

    /// Describes one revision; see the properties.
    public init(revision: String, at: Timestamp, rules: Int, isActive: Bool) {
        self.revision = revision
        self.at = at
        self.rules = rules
        self.isActive = isActive
    }
}
