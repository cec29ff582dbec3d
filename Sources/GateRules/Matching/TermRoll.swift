/// All terms of some layers, numbered, with what each is there for.
struct TermRoll {
    private(set) var terms: [Term] = []
    private(set) var owners: [TermOwner] = []
    /// The layer of every rule.
    private(set) var layers: [Int] = []

    init(_ layers: [RuleLayer]) {
        for (number, layer) in layers.enumerated() {
            add(layer.unless, for: .exceptionOfLayer(number))
            for rule in layer.rules {
                add(rule.terms, for: .rule(self.layers.count))
                add(rule.unless, for: .exceptionOfRule(self.layers.count))
                self.layers.append(number)
            }
        }
    }

    private mutating func add(_ terms: [Term], for owner: TermOwner) {
        self.terms += terms
        owners += terms.map { _ in owner }
    }
}
