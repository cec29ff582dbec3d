/// What a candidate would have changed.
public struct RuleSimulation: Hashable, Sendable {
    /// What a revision says of a text.
    public struct Finding: Hashable, Sendable {
        public let action: RuleAction
        /// The rules that matched, each once, by name.
        public let rules: [String]

        /// Describes one finding; see the properties.
        public init(action: RuleAction, rules: [String]) {
            self.action = action
            self.rules = rules
        }
    }

    /// A text of which the two say something different.
    public struct Change: Hashable, Sendable {
        /// The record of the text.
        public let id: String
        public let before: Finding
        public let after: Finding

        /// Describes one change; see the properties.
        public init(id: String, before: Finding, after: Finding) {
            self.id = id
            self.before = before
            self.after = after
        }
    }

    /// The revision in force.
    public let active: String
    /// The revision that the candidate would make.
    public let candidate: String
    /// How many texts were judged.
    public let judged: Int
    /// How many of them the candidate treats more strictly.
    public let stricter: Int
    /// How many of them the candidate treats more mildly.
    public let milder: Int
    /// How many are judged differently, be it by the rules named only.
    public let changedCount: Int
    /// The first of those.
    public let changed: [Change]

    /// Describes one simulation; see the properties.
    public init(
        active: String, candidate: String, judged: Int, stricter: Int, milder: Int,
        changedCount: Int, changed: [Change]
    ) {
        self.active = active
        self.candidate = candidate
        self.judged = judged
        self.stricter = stricter
        self.milder = milder
        self.changedCount = changedCount
        self.changed = changed
    }
}
