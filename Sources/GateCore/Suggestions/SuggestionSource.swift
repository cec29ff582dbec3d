/// Where a suggestion comes from.
public enum SuggestionSource: String, Sendable, Codable, CaseIterable {
    /// A tenant asked.
    case tenant
    /// Midjourney refused a prompt that our rules let through.
    case midjourney
}
