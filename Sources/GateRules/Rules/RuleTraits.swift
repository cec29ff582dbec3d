import GateCore

/// What a find of a rule means, and where the rule looks: all but what it finds.
struct RuleTraits: Sendable, Hashable {
    var category: String
    /// OpenAI's names of the moderation categories that this one stands for, such as
    /// `violence/graphic`; empty where none fits.
    var openAI: [String] = []
    var severity: RuleSeverity = .high
    var action: RuleAction = .block
    var mode: RuleMode = .enforce
    /// What the author says to the person who wrote the prompt.
    var message: String?
    var zones: ZoneSet = .text
    var folding: FoldingLevel = .standard
    /// What it means when the rule cannot be decided within its limits.
    var undecided: UndecidedPolicy = .deny
}
