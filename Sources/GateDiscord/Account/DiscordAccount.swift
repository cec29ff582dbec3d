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
    /// Where Midjourney's page for `Vary (Region)` stands, up to `/inpaint`.
    public let inpaintBase: String

    /// Tells accounts apart in names of files; from it no token can be had. FNV-1a.
    public var fingerprint: String {
        let words = [userToken, botToken ?? "", channelID].joined(separator: "\n")
        let hash = words.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        return String(hash, radix: 16)
    }

    /// Describes one account; see the properties.
    public init(
        userToken: String, botToken: String? = nil, guildID: String, channelID: String,
        drawVersion: String? = nil, proxyURL: String? = nil,
        apiBase: String = "https://discord.com/api/v9",
        gatewayURL: String = "wss://gateway.discord.gg", inpaintBase: String? = nil
    ) {
        self.userToken = userToken
        self.botToken = botToken
        self.guildID = guildID
        self.channelID = channelID
        self.drawVersion = drawVersion
        self.proxyURL = proxyURL
        self.apiBase = apiBase
        self.gatewayURL = gatewayURL
        self.inpaintBase = inpaintBase ?? Self.inpaintBase(beside: apiBase)
    }

    /// Midjourney's own page for Discord's own API; else the server that stands for Discord,
    /// so that a gateway under test does not reach the real one.
    private static func inpaintBase(beside apiBase: String) -> String {
        let parts = apiBase.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 3 else { return "https://936929561302675456.discordsays.com" }
        let host = parts[2].lowercased()
        return host == "discord.com" || host.hasSuffix(".discord.com")
            ? "https://936929561302675456.discordsays.com"
            : parts[0...2].joined(separator: "/")
    }
}
