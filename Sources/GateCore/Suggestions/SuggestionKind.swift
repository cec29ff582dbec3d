/// What a suggestion asks for.
public enum SuggestionKind: String, Sendable, Codable, CaseIterable {
    /// That prompts with the term are refused.
    case ban
    /// That the term is let through.
    case allow
}
