/// One field of a request that is wrong.
public struct FieldFault: Hashable, Sendable, Codable {
    /// The field's name in the body, `rate_limit.per` for an inner one.
    public let field: String
    /// What it must be, in words for the caller.
    public let reason: String

    /// - Parameters:
    ///   - field: the field's name in the body.
    ///   - reason: what it must be.
    public init(_ field: String, _ reason: String) {
        self.field = field
        self.reason = reason
    }
}
