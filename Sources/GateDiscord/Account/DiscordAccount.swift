/// Where one account works, and with what.
public struct DiscordAccount: Sendable {
    /// Sends interactions. Sent as it is, without "Bot" or "Bearer".
    public let userToken: String
    /// Listens instead of the user's session when set, with Gateway intents.
    public let botToken: String?
    public let guildID: String
    public let channelID: String
    /// Overrides the looked-up version of every command (`DRAW_VERSION`) for imagine.
    public let drawVersion: String?
    /// A proxy for everything that goes to Discord, as libcurl takes it.
    public let proxyURL: String?
    /// Up to and with the version: `https://discord.com/api/v9`.
    public let apiBase: String
    /// `wss://gateway.discord.gg`, or `ws://127.0.0.1:1/gateway` for a fake.
    public let gatewayURL: String

    /// Describes one account; see the properties.
    public init(
        userToken: String, botToken: String? = nil, guildID: String, channelID: String,
        drawVersion: String? = nil, proxyURL: String? = nil,
        apiBase: String = "https://discord.com/api/v9",
        gatewayURL: String = "wss://gateway.discord.gg"
    ) {
        self.userToken = userToken
        self.botToken = botToken
        self.guildID = guildID
        self.channelID = channelID
        self.drawVersion = drawVersion
        self.proxyURL = proxyURL
        self.apiBase = apiBase
        self.gatewayURL = gatewayURL
    }
}
