/// One rule found in one place.
public struct RuleMatch: Hashable, Sendable, Codable {
    /// The rule's id, as in the rule file.
    public let rule: String
    /// The rule's category.
    public let category: String
    /// The rule's severity.
    public let severity: RuleSeverity
    /// What the rule asks for.
    public let action: RuleAction
    /// Where, in Unicode code points of the text as sent: `[start, end)`, two numbers.
    public let span: [Int]
    /// The text between those two, as sent.
    public var text: String
    /// The entry of the rule that matched, as its author wrote it.
    public let term: String
    /// What had to be undone to see it.
    public let folding: Folding
    /// The layers that had a say, from the one that holds the rule to the tenant's overlay
    /// that changed it: `["default", "tenants/acme"]`. Nil in records of earlier versions.
    public let layers: [String]?
    /// What the author says to the person who wrote the prompt.
    public let message: String?
    /// OpenAI's names of the moderation categories that the rule's category stands for. It
    /// follows from the rules, so records leave it out.
    public var openAI: [String] = []

    private enum CodingKeys: String, CodingKey {
        case rule, category, severity, action, span, text, term, folding, layers, message
    }

    /// Describes one match; see the properties. Inlined, because a text may have a thousand
    /// matches, and one that is handed over is copied: that takes a fifth of all the time.
    @inlinable
    public init(
        rule: String, category: String, severity: RuleSeverity, action: RuleAction,
        span: Range<Int>, text: String, term: String, folding: Folding, layers: [String]? = nil,
        message: String? = nil, openAI: [String] = []
    ) {
        self.rule = rule
        self.category = category
        self.severity = severity
        self.action = action
        self.span = [span.lowerBound, span.upperBound]
        self.text = text
        self.term = term
        self.folding = folding
        self.layers = layers
        self.message = message
        self.openAI = openAI
    }
}
