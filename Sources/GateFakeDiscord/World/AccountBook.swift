/// Tells the account of a token. An account is made from its token, so that nothing
/// has to be set up, and the same token is the same user after a restart.
struct AccountBook: Sendable {
    private let tokens: Set<String>?

    /// - Parameter tokens: those that are let in; nil for any that is not empty.
    init(tokens: Set<String>?) { self.tokens = tokens }

    /// The account of an `Authorization` header: a bot's begins with `Bot `.
    func account(authorization: String?) -> Account? {
        account(token: authorization ?? "", isBot: false)
    }

    /// The account of a token.
    /// - Parameters:
    ///   - token: with or without `Bot ` before it.
    ///   - isBot: whether it is a bot's even without that.
    func account(token: String, isBot: Bool) -> Account? {
        let hasPrefix = token.hasPrefix("Bot ")
        let bare = hasPrefix ? String(token.dropFirst(4)) : token
        guard !bare.isEmpty, tokens?.contains(bare) ?? true else { return nil }
        let hash = StableHash.of(bare)
        let id = 100_000_000_000_000_000 + hash % 800_000_000_000_000_000
        let name = (isBot || hasPrefix ? "bot" : "painter") + String(hash % 10_000)
        return Account(id: String(id), name: name, isBot: isBot || hasPrefix)
    }
}
