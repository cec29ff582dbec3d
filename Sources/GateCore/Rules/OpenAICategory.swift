/// The names of OpenAI's moderation categories.
///
/// Source: OpenAI's API reference, "Create moderation", model omni-moderation-latest.
public enum OpenAICategory {
    /// All thirteen.
    public static let names = [
        "harassment", "harassment/threatening", "hate", "hate/threatening", "illicit",
        "illicit/violent", "self-harm", "self-harm/instructions", "self-harm/intent", "sexual",
        "sexual/minors", "violence", "violence/graphic",
    ]
}
