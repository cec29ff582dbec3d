import GateCore

/// One rule, whichever file it came from: what it finds, and what a find means.
struct Rule: Sendable, Hashable {
    /// Unique in a revision, stable while the entry stays the same.
    let id: String
    let category: String
    let severity: RuleSeverity
    let action: RuleAction
    /// What the author says to the person who wrote the prompt.
    let message: String?
    /// What it finds; any one is enough.
    let terms: [Term]
    /// A match inside one of these does not count.
    let unless: [Term]

    init(
        id: String, category: String, severity: RuleSeverity = .high,
        action: RuleAction = .block, message: String? = nil, terms: [Term], unless: [Term] = []
    ) {
        self.id = id
        self.category = category
        self.severity = severity
        self.action = action
        self.message = message
        self.terms = terms
        self.unless = unless
    }
}
