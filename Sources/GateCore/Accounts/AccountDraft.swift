/// An account as it is set up, its tokens included. Kept sealed, never shown or logged.
public struct AccountDraft: Hashable, Sendable, Codable {
    public var id: AccountID
    public var userToken: String
    /// Listens instead of the user's session when set.
    public var botToken: String?
    public var guildID: String
    public var channelID: String
    /// A proxy for everything that goes to Discord by this account.
    public var proxyURL: String?
    /// Tasks at work at once.
    public var concurrency: Int
    /// Tasks that may wait.
    public var queue: Int
    /// Its share among others with as many slots; zero for follow-ups only.
    public var weight: Int

    /// Whether the same account is reached in the same way, however much it is given.
    public func isReached(as other: AccountDraft) -> Bool {
        var same = self
        (same.concurrency, same.queue) = (other.concurrency, other.queue)
        same.weight = other.weight
        return same == other
    }

    /// Describes one account; see the properties.
    public init(
        id: AccountID, userToken: String, botToken: String? = nil, guildID: String,
        channelID: String, proxyURL: String? = nil, concurrency: Int, queue: Int,
        weight: Int = 1
    ) {
        self.id = id
        self.userToken = userToken
        self.botToken = botToken
        self.guildID = guildID
        self.channelID = channelID
        self.proxyURL = proxyURL
        self.concurrency = concurrency
        self.queue = queue
        self.weight = weight
    }
}
