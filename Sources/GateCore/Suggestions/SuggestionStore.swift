/// Keeps suggestions. Returning means durable.
public protocol SuggestionStore: Sendable {
    /// Keeps a new suggestion, unless one of its tenant with the same `likeness` is open
    /// (then that one counts it), or `SuggestionLimits` are reached.
    func add(_ suggestion: Suggestion) async throws -> SuggestionAdmission

    /// The suggestion of that id; of `tenant` alone, if one is named.
    func suggestion(_ id: SuggestionID, tenant: TenantID?) async throws -> Suggestion?

    /// A page of suggestions, newest first.
    func suggestions(_ query: SuggestionQuery) async throws -> Page<Suggestion>

    /// Replaces a suggestion with its next version, and adds the webhooks that tell of the
    /// change, in one transaction.
    /// - Throws: `StoreError.conflict` when the kept version is not `version - 1`,
    ///   `StoreError.notFound` when there is none.
    func change(_ suggestion: Suggestion, notices: [Notice]) async throws
}
