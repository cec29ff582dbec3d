import GateCore

/// A user or a bot, as its token says. Two tokens are two accounts.
struct Account: Hashable, Sendable {
    let id: String
    let name: String
    let isBot: Bool

    /// Discord's user object.
    var json: JSONValue {
        [
            "id": .string(id), "username": .string(name), "global_name": .string(name),
            "discriminator": "0", "avatar": nil, "bot": .bool(isBot), "public_flags": 0,
        ]
    }

    /// The image bot itself.
    static let midjourney = Account(
        id: SlashCommand.midjourneyID, name: "Midjourney Bot", isBot: true)
    /// Its sibling for the Niji model.
    static let niji = Account(id: SlashCommand.nijiID, name: "niji・journey Bot", isBot: true)
}
