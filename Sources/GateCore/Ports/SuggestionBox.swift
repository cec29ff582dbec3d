/// What the edge asks for about suggestions.
public protocol SuggestionBox: Sendable {
    /// Keeps a tenant's suggestion.
    /// - Returns: the suggestion, or the open one that asks for the same.
    /// - Throws: `Problem` (`conflict`) when too many of the tenant's are open.
    func suggest(
        _ draft: SuggestionDraft, caller: Caller
    ) async throws -> (suggestion: Suggestion, isNew: Bool)

    /// One suggestion; of `tenant` alone, if one is named.
    /// - Throws: `Problem` (`notFound`).
    func suggestion(_ id: SuggestionID, tenant: TenantID?) async throws -> Suggestion

    /// A page of suggestions.
    func suggestions(_ query: SuggestionQuery) async throws -> Page<Suggestion>

    /// What accepting one would change.
    /// - Parameters:
    ///   - id: the suggestion.
    ///   - texts: what the simulation judges.
    /// - Throws: `Problem` (`notFound`).
    func prospect(
        of id: SuggestionID, on texts: [RecordedText]
    ) async throws -> SuggestionProspect

    /// What accepting a draft would change, were it suggested. Keeps nothing.
    /// - Parameters:
    ///   - draft: what would be suggested.
    ///   - caller: who would suggest it.
    ///   - texts: what the simulation judges.
    func prospect(
        of draft: SuggestionDraft, caller: Caller, on texts: [RecordedText]
    ) async throws -> SuggestionProspect

    /// Accepts one: writes the rule files, puts them in force, and tells the tenant.
    /// - Throws: `Problem` (`notFound`, `conflict`, `badParameters`); it stays open then.
    func accept(
        _ id: SuggestionID, on terms: SuggestionTerms, by key: KeyID
    ) async throws -> Suggestion

    /// Declines one, and tells the tenant.
    /// - Throws: `Problem` (`notFound`, `conflict`).
    func decline(_ id: SuggestionID, reason: String?, by key: KeyID) async throws -> Suggestion
}
