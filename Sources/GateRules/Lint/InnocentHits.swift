import GateCore

/// What rules do to the words of a dictionary: the Scunthorpe problem, counted.
public struct InnocentHits: Sendable {
    /// The words that one rule hits without naming them.
    public struct Rule: Sendable, Hashable {
        public let rule: String
        /// What had to be undone to see the hits.
        public let folding: Folding
        public var count = 0
        /// The first few.
        public var examples: [String] = []
    }

    private static let mostExamples = 5

    /// The rules with the most hits first.
    public var rules: [Rule] {
        found.values.sorted { ($1.count, $0.rule) < ($0.count, $1.rule) }
    }

    private var found: [String: Rule] = [:]

    /// No words yet.
    public init() {}

    /// Judges one word of the dictionary.
    public mutating func add(_ word: String, by rules: any RuleSet) {
        for match in rules.judge(word, tenant: nil).matches
        where match.term.lowercased() != word.lowercased() {
            let key = "\(match.rule) \(match.folding.rawValue)"
            var rule = found[key] ?? Rule(rule: match.rule, folding: match.folding)
            rule.count += 1
            if rule.examples.count < Self.mostExamples { rule.examples.append(word) }
            found[key] = rule
        }
    }
}
