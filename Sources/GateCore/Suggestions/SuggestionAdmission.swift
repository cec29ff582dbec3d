/// What became of a new suggestion.
public enum SuggestionAdmission: Hashable, Sendable {
    /// It is kept.
    case added
    /// One that asks for the same is open, and counts this one too.
    case repeated(Suggestion)
    /// Too many of the tenant's are open; nothing was kept.
    case full
}
