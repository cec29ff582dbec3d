/// One field of a request that is wrong.
public struct FieldFault: Hashable, Sendable, Codable {
    /// The field's name in the body, `rate_limit.per` for an inner one.
    public let field: String
    /// What it must be, in words for the caller.
    public let reason: String
    /// Which part of the field, in Unicode code points: first and behind last.
    public let span: [Int]?

    /// - Parameters:
    ///   - field: the field's name in the body.
    ///   - reason: what it must be.
    ///   - span: which part of the field, in Unicode code points; nil for all of it.
    public init(_ field: String, _ reason: String, span: Range<Int>? = nil) {
        self.field = field
        self.reason = reason
        self.span = span.map { [$0.lowerBound, $0.upperBound] }
    }
}
