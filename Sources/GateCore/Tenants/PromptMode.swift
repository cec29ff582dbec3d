/// What the audit log keeps of a tenant's prompts.
public enum PromptMode: String, Sendable, Codable, CaseIterable {
    /// The prompt.
    case whole
    /// The prompt with every match masked.
    case redacted
    /// A keyed digest of it alone: without the key, not even a short prompt can be guessed.
    case hashed
}
