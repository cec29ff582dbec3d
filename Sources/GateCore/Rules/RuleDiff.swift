/// What is different between two revisions. Rules are named by their ids; the entry of a
/// list is a rule, and so is what an overlay says besides its own rules.
public struct RuleDiff: Hashable, Sendable {
    /// A rule that both have, and the keys under which it is not the same.
    public struct Change: Hashable, Sendable {
        public let rule: String
        public let fields: [String]

        /// Describes one change; see the properties.
        public init(rule: String, fields: [String]) {
            self.rule = rule
            self.fields = fields
        }
    }

    /// The older revision.
    public let from: String
    /// The newer revision.
    public let to: String
    /// Rules that only the newer one has, by name.
    public let added: [String]
    /// Rules that only the older one has, by name.
    public let removed: [String]
    /// Rules that both have, by name.
    public let changed: [Change]
    /// What is different between their stages.
    public let stages: StageDiff

    /// Describes one difference; see the properties.
    public init(
        from: String, to: String, added: [String], removed: [String], changed: [Change],
        stages: StageDiff = .none
    ) {
        self.from = from
        self.to = to
        self.added = added
        self.removed = removed
        self.changed = changed
        self.stages = stages
    }
}
