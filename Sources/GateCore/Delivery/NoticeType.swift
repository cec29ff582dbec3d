/// The `type` of a webhook, in the words of `midjourney-api`.
public enum NoticeType: String, Sendable, Codable, CaseIterable {
    case start, generating, end, error, banned, text, verify
}
