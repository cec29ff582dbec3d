/// Takes secrets out of texts that others wrote, before they reach an error or a log.
struct Redaction: Sendable {
    /// Shorter ones are no real secrets, and would make texts unreadable.
    private static let shortest = 8

    private let secrets: [String]

    /// - Parameter account: whose tokens and proxy are secret.
    init(_ account: DiscordAccount) {
        secrets = [account.userToken, account.botToken, account.proxyURL]
            .compactMap { $0 }.filter { $0.utf8.count >= Self.shortest }
    }

    /// The text without any secret.
    func clean(_ text: String) -> String {
        secrets.reduce(text) { text, secret in
            text.split(separator: secret, omittingEmptySubsequences: false)
                .joined(separator: "[secret]")
        }
    }
}
