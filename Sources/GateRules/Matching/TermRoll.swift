import GateCore

/// All terms of a revision, numbered, with what each is there for.
struct TermRoll {
    private(set) var terms: [Term] = []
    private(set) var owners: [TermOwner] = []
    private(set) var rules: [NumberedRule] = []

    init(_ layers: [RuleLayer]) {
        for layer in layers {
            for rule in layer.rules {
                add(rule.terms, for: .rule(rules.count))
                add(rule.unless, for: .exceptionOfRule(rules.count))
                rules.append(NumberedRule(id: rule.id, traits: rule.traits, list: nil))
            }
            for list in layer.lists { add(list) }
        }
    }

    private mutating func add(_ list: RuleList) {
        let number = rules.count
        add(list.unless, for: .exceptionOfList(number))
        for entry in list.entries {
            add([entry.term], for: .rule(rules.count))
            rules.append(
                NumberedRule(id: "\(list.id).\(entry.slug)", traits: list.traits, list: number))
        }
    }

    private mutating func add(_ terms: [Term], for owner: TermOwner) {
        self.terms += terms
        owners += terms.map { _ in owner }
    }
}

/// A rule as the search needs it.
struct NumberedRule {
    let id: String
    let traits: RuleTraits
    /// The number of the first rule of the list that this one comes from.
    let list: Int?
}
