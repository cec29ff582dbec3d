import GateCore

/// What the client says to make or resume a session.
struct GatewayLogin: Sendable {
    /// GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES and MESSAGE_CONTENT, without which the
    /// messages of others come empty.
    private static let intents: Int64 = 1 << 0 | 1 << 9 | 1 << 12 | 1 << 15

    private let account: DiscordAccount

    /// - Parameter account: whose token to use: the bot's when it has one.
    init(_ account: DiscordAccount) { self.account = account }

    /// Whether the session is a bot's, which hears neither interactions nor ephemeral
    /// messages, and whose `session_id` interactions of the user cannot use.
    var isBot: Bool { account.botToken != nil }

    private var token: JSONValue { .string(account.botToken ?? account.userToken) }

    /// Op 2.
    var identify: JSONValue { ["op": 2, "d": isBot ? bot : user] }

    /// Op 6.
    func resume(sessionID: String, after sequence: Int64?) -> JSONValue {
        let data: JSONValue = [
            "token": token, "session_id": .string(sessionID),
            "seq": sequence.map(JSONValue.int) ?? .null,
        ]
        return ["op": 6, "d": data]
    }

    /// Op 1.
    static func heartbeat(after sequence: Int64?) -> JSONValue {
        ["op": 1, "d": sequence.map(JSONValue.int) ?? .null]
    }

    private var bot: JSONValue {
        [
            "token": token, "intents": .int(Self.intents),
            "properties": ["os": "linux", "browser": "promptgate", "device": "promptgate"],
        ]
    }

    /// As Discord's own web client says it; a user's session has capabilities instead of
    /// intents.
    private var user: JSONValue {
        [
            "token": token, "capabilities": 16381, "properties": Self.browser,
            "presence": ["status": "online", "since": 0, "activities": [], "afk": false],
            "compress": false,
            "client_state": [
                "guild_versions": [:], "highest_last_message_id": "0", "read_state_version": 0,
                "user_guild_settings_version": -1, "user_settings_version": -1,
                "private_channels_version": "0", "api_code_version": 0,
            ],
        ]
    }

    private static let browser: JSONValue = [
        "os": "Linux", "browser": "Chrome", "device": "", "system_locale": "en-US",
        "browser_user_agent":
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/116.0.0.0 Safari/537.36",
        "browser_version": "116.0.0.0", "os_version": "", "referrer": "",
        "referring_domain": "", "referrer_current": "", "referring_domain_current": "",
        "release_channel": "stable", "client_build_number": 222963, "client_event_source": .null,
    ]
}
