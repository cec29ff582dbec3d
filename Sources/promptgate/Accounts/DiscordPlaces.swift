import GateCore
import GateDiscord

/// Which servers all accounts talk to.
struct DiscordPlaces: Sendable {
    var apiBase = "https://discord.com/api/v9"
    var gatewayURL = "wss://gateway.discord.gg"
    var inpaintBase: String?

    /// An account of theirs.
    func account(_ draft: AccountDraft, drawVersion: String? = nil) -> DiscordAccount {
        DiscordAccount(
            userToken: draft.userToken, botToken: draft.botToken, guildID: draft.guildID,
            channelID: draft.channelID, drawVersion: drawVersion, proxyURL: draft.proxyURL,
            apiBase: apiBase, gatewayURL: gatewayURL, inpaintBase: inpaintBase)
    }
}
