/// Why a task did not finish, in words that its tenant reads.
public struct TaskFailure: Hashable, Sendable, Codable {
    /// The code of the problem.
    public let code: ProblemCode
    /// The image bot's own title and text where it gave any.
    public let reason: String
    /// Whether the image bot refused the prompt, rather than failed at it.
    public let banned: Bool

    /// Describes one failure; see the properties.
    public init(_ code: ProblemCode, _ reason: String, banned: Bool = false) {
        self.code = code
        self.reason = reason
        self.banned = banned
    }
}
