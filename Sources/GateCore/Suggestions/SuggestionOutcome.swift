/// What the acceptance of a suggestion did.
public struct SuggestionOutcome: Hashable, Sendable, Codable {
    public let scope: SuggestionScope
    /// The term that was banned or allowed.
    public let term: String
    /// The rule files that were changed; empty when the entry stood there already.
    public let files: [String]
    /// The revision in force afterwards.
    public let revision: String
    /// Whether the example is judged as was wished since.
    public let isEffective: Bool
    /// What is in the way, when it is not.
    public let remark: String?
    /// The admin's own note.
    public let note: String?

    /// Describes one outcome; see the properties.
    public init(
        scope: SuggestionScope, term: String, files: [String], revision: String,
        isEffective: Bool, remark: String?, note: String?
    ) {
        self.scope = scope
        self.term = term
        self.files = files
        self.revision = revision
        self.isEffective = isEffective
        self.remark = remark
        self.note = note
    }
}
