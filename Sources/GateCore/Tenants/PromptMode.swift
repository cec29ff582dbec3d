/// What the audit log keeps of a tenant's prompts.
public enum PromptMode: String, Sendable, Codable, CaseIterable {
    /// The prompt.
    case whole
    /// The prompt with every match masked.
    case redacted
    /// Its SHA-256 alone.
    case hashed
}
