/// For whom an accepted suggestion holds.
public enum SuggestionScope: String, Sendable, Codable, CaseIterable {
    /// For every tenant.
    case all
    /// For the tenant that made it.
    case tenant
}
