/// Why a stage did not simply pass.
public struct Reason: Hashable, Sendable {
    /// The code the caller is answered with.
    public let code: ProblemCode
    /// What the caller is told.
    public let detail: String
    /// What the rules found, where it was the rules.
    public let matches: [RuleMatch]
    /// What is wrong with the call, where it was not the rules.
    public let fields: [FieldFault]
    /// The names of the limits that are spent, where it was a limit.
    public let policies: [String]

    /// Describes one reason; see the properties.
    public init(
        _ code: ProblemCode, _ detail: String, matches: [RuleMatch] = [],
        fields: [FieldFault] = [], policies: [String] = []
    ) {
        self.code = code
        self.detail = detail
        self.matches = matches
        self.fields = fields
        self.policies = policies
    }
}
