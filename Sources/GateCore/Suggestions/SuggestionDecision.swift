/// How an admin ended a suggestion.
public struct SuggestionDecision: Hashable, Sendable, Codable {
    public let isAcceptance: Bool
    public let at: Timestamp
    /// The admin's key.
    public let by: KeyID
    /// Why it was declined, for the tenant to read.
    public let reason: String?
    /// What was done; nil of a declined one.
    public let outcome: SuggestionOutcome?

    /// A declined suggestion's end.
    public static func declined(_ reason: String?, by key: KeyID, at: Timestamp) -> Self {
        Self(isAcceptance: false, at: at, by: key, reason: reason, outcome: nil)
    }

    /// An accepted suggestion's end.
    public static func accepted(_ outcome: SuggestionOutcome, by key: KeyID, at: Timestamp) -> Self
    {
        Self(isAcceptance: true, at: at, by: key, reason: nil, outcome: outcome)
    }
}
