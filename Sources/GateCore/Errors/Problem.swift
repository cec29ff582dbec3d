/// What a caller is told when a call is not done: RFC 9457 plus `code` and, where a
/// prompt was judged, its matches.
public struct Problem: Error, Hashable, Sendable {
    /// The kind of problem; it decides status and title.
    public let code: ProblemCode
    /// What is wrong this time, and what to do about it. No secret, no prompt text.
    public let detail: String
    /// When to call again, for 429 and 503.
    public let retryAfter: Duration?
    /// Every field that is wrong, for `badParameters`.
    public let fields: [FieldFault]
    /// What the rules found, for `bannedPrompt`.
    public let matches: [RuleMatch]
    /// The names of the limits that are spent, for `rateLimited` and `quotaSpent`.
    public let policies: [String]
    /// The rule revision that judged, where one did.
    public let revision: String?
    /// The prompt as it was judged, where rewriters had changed it: places count in it.
    public var rewrittenPrompt: String?

    /// Describes one problem; see the properties.
    public init(
        _ code: ProblemCode, _ detail: String, retryAfter: Duration? = nil,
        fields: [FieldFault] = [], matches: [RuleMatch] = [], policies: [String] = [],
        revision: String? = nil
    ) {
        self.code = code
        self.detail = detail
        self.retryAfter = retryAfter
        self.fields = fields
        self.matches = matches
        self.policies = policies
        self.revision = revision
    }
}
