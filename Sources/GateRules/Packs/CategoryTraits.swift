import GateCore

/// What a pack says of a category.
struct CategoryTraits {
    /// OpenAI's names for it.
    var openAI: [String] = []
    /// What a rule of this category does, in this pack, unless it says otherwise.
    var severity: RuleSeverity?
    var action: RuleAction?
}
