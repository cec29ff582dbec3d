/// Which events a bot wants.
///
/// Source: Discord's documentation, "Gateway Intents".
struct Intents: OptionSet, Sendable {
    let rawValue: Int64

    static let guilds = Intents(rawValue: 1 << 0)
    static let guildMessages = Intents(rawValue: 1 << 9)
    static let directMessages = Intents(rawValue: 1 << 12)
    /// Without it the content of messages comes empty.
    static let messageContent = Intents(rawValue: 1 << 15)

    /// The highest bit that has a meaning.
    static let highest: Int64 = 1 << 25
}
