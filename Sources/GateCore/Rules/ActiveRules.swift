/// What is in force at one moment: rules and stages of one revision.
public struct ActiveRules: Sendable {
    public let rules: any RuleSet
    public let stages: StageLineup

    /// Describes what is in force; see the properties.
    public init(rules: any RuleSet, stages: StageLineup) {
        self.rules = rules
        self.stages = stages
    }
}
