/// What a tenant sends to make a suggestion, checked in shape.
public struct SuggestionDraft: Hashable, Sendable {
    public let kind: SuggestionKind
    public let term: String
    public let example: String?
    public let reason: String?

    /// Describes one draft; see the properties. White space in the term is any white space.
    public init(kind: SuggestionKind, term: String, example: String? = nil, reason: String? = nil) {
        self.kind = kind
        self.term = term.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        self.example = example
        self.reason = reason
    }
}
