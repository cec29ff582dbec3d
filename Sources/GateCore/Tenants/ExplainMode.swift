/// How much of a match a tenant is shown.
public enum ExplainMode: String, Sendable, Codable, CaseIterable {
    /// Rule, term, span and text.
    case full
    /// Category and rule id alone: the words stay the admin's.
    case category
}
