/// Whether the rules on disk are the rules in force.
public struct RuleStatus: Hashable, Sendable, Codable {
    /// `synced`: disk and force agree. `degraded`: they do not, because what is on disk was
    /// refused, or another revision is pinned.
    public enum State: String, Sendable, Codable { case synced, degraded }

    public let state: State
    /// The revision in force.
    public let active: String
    /// The hash of what is on disk.
    public let source: String
    /// How many rules are in force.
    public let rules: Int
    /// Why the disk's rules were refused; empty when they were not.
    public let rejected: [RuleFault]
    /// Since when this state has held.
    public let since: Timestamp
    /// Whether an operator put `active` back in force: then what is on disk waits for a
    /// reload that is asked for.
    public let isPinned: Bool

    /// Describes one status; see the properties.
    public init(
        state: State, active: String, source: String, rules: Int, rejected: [RuleFault],
        since: Timestamp, isPinned: Bool = false
    ) {
        self.state = state
        self.active = active
        self.source = source
        self.rules = rules
        self.rejected = rejected
        self.since = since
        self.isPinned = isPinned
    }
}
