/// Why a stage did not simply pass.
public struct Reason: Hashable, Sendable {
    /// The code the caller is answered with.
    public let code: ProblemCode
    /// What the caller is told.
    public let detail: String
    /// What the rules found, where it was the rules.
    public let matches: [RuleMatch]

    /// Describes one reason; see the properties.
    public init(_ code: ProblemCode, _ detail: String, matches: [RuleMatch] = []) {
        self.code = code
        self.detail = detail
        self.matches = matches
    }
}
