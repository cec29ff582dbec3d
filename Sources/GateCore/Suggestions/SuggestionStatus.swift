/// Where a suggestion stands: `open → accepted | declined`.
public enum SuggestionStatus: String, Sendable, Codable, CaseIterable {
    case open, accepted, declined
}
