/// One Discord account as admins are shown it: no token, ever.
public struct AccountCard: Hashable, Sendable {
    /// Where it was set up, which is where it is changed.
    public enum Source: String, Sendable, CaseIterable {
        /// `USER_TOKEN` and its kin.
        case environment
        /// `accounts` in `promptgate.yaml`.
        case configuration
        /// `POST /v1/admin/accounts`.
        case api
    }

    public let standing: AccountStanding
    public let source: Source
    public let guildID: String
    public let channelID: String
    /// What keeps it from being used; nil while nothing does.
    public let condition: AccountCondition?
    /// When its state last changed.
    public let since: Timestamp
    /// Tasks that Discord works on.
    public let working: Int
    /// Tasks that wait for this account alone.
    public let waiting: Int

    /// Describes one account; see the properties.
    public init(
        standing: AccountStanding, source: Source, guildID: String, channelID: String,
        condition: AccountCondition?, since: Timestamp, working: Int, waiting: Int
    ) {
        self.standing = standing
        self.source = source
        self.guildID = guildID
        self.channelID = channelID
        self.condition = condition
        self.since = since
        self.working = working
        self.waiting = waiting
    }
}
