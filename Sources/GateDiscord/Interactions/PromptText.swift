/// The text of `/imagine prompt:`: an image's address, then a tag, then the prompt.
struct PromptText: Hashable, Sendable {
    /// What Discord is sent.
    let value: String

    /// - Parameters:
    ///   - prompt: as the tenant sent it; it may begin with an image's address itself.
    ///   - imageURL: goes before the prompt (`picurl`).
    ///   - tag: goes between address and text as `<#tag#>`, with no space after it, as in
    ///     `midjourney-api`.
    init(_ prompt: String, imageURL: String?, tag: String?) {
        let imageURL = imageURL.flatMap { $0.isEmpty ? nil : $0 }
        guard let tag, !tag.isEmpty else {
            value = (imageURL.map { $0 + " " } ?? "") + prompt
            return
        }
        let (url, text) = imageURL.map { ($0, prompt) } ?? Self.split(prompt)
        value = (url.map { $0 + " " } ?? "") + "<#\(tag)#>" + text
    }

    /// Midjourney takes an image's address only at the very start.
    private static func split(_ prompt: String) -> (url: String?, text: String) {
        guard prompt.hasPrefix("http://") || prompt.hasPrefix("https://") else {
            return (nil, prompt)
        }
        let parts = prompt.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }
}
