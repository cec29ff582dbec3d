import GateCore

/// A rule as the search needs it.
struct NumberedRule {
    let id: String
    let traits: RuleTraits
    /// The name of the layer that holds it.
    let layer: String
    /// The number of the list that it comes from; nil for a rule of a pack.
    let list: Int?
}
