/// A change of the rule files that bans or allows one term.
public struct RuleEdit: Hashable, Sendable {
    /// What becomes of prompts with the term.
    public enum Effect: Hashable, Sendable {
        /// They are refused, or what `action` says.
        case ban
        /// The term is let through.
        case allow
    }

    public let effect: Effect
    /// The words, meant as they are: nothing in them is a wildcard or a pattern.
    public let term: String
    /// For whom it holds; nil for every tenant.
    public let tenant: TenantID?
    /// The word list to write to; nil for the place that suits.
    public var list: String?
    /// Traits of the rule that bans; with any of them a rule is written, not a list's entry.
    public var category: String?
    public var severity: RuleSeverity?
    public var action: RuleAction?
    /// What the written rule is called, where one is written.
    public let ruleID: String
    /// A comment that is written beside it.
    public let remark: String

    /// Describes one change; see the properties.
    public init(
        _ effect: Effect, term: String, tenant: TenantID?, list: String? = nil,
        category: String? = nil, severity: RuleSeverity? = nil, action: RuleAction? = nil,
        ruleID: String, remark: String
    ) {
        self.effect = effect
        self.term = term
        self.tenant = tenant
        self.list = list
        self.category = category
        self.severity = severity
        self.action = action
        self.ruleID = ruleID
        self.remark = remark
    }

    /// Whether the change asks for a rule of its own.
    public var namesTraits: Bool { category != nil || severity != nil || action != nil }
}
