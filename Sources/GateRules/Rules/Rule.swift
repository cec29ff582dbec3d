import GateCore

/// One rule of a pack or an overlay: what it finds, and what a find means.
struct Rule: Sendable, Hashable {
    /// Unique in a revision.
    let id: String
    let traits: RuleTraits
    /// What it finds; any one is enough.
    let terms: [Term]
    /// A match inside one of these does not count.
    let unless: [Term]
    /// Its own tests, run before it takes effect.
    let examples: [RuleExample]
    let place: RulePlace

    init(
        id: String, traits: RuleTraits, terms: [Term], unless: [Term] = [],
        examples: [RuleExample] = [], place: RulePlace = RulePlace(file: "")
    ) {
        self.id = id
        self.traits = traits
        self.terms = terms
        self.unless = unless
        self.examples = examples
        self.place = place
    }
}
