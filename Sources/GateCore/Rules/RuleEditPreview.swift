/// What an edit of the rule files would do.
public struct RuleEditPreview: Hashable, Sendable {
    /// What would be written; empty when the entry stands there already.
    public let changes: [RuleFileChange]
    /// What the rules would say of the example.
    public let then: TextJudgement
    /// What would have been judged differently.
    public let simulation: RuleSimulation

    /// Describes one preview; see the properties.
    public init(changes: [RuleFileChange], then: TextJudgement, simulation: RuleSimulation) {
        self.changes = changes
        self.then = then
        self.simulation = simulation
    }
}
