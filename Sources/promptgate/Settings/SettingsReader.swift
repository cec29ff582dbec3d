import Configuration
import GateCore
import GateDiscord
import GateRules
import Logging
import SystemPackage

/// Reads the settings: command line, environment, `.env`, `promptgate.yaml`, in that order.
struct SettingsReader {
    private let reader: ConfigReader

    /// - Parameters:
    ///   - arguments: what the command line gave, by configuration key.
    ///   - file: the configuration file; nil for `promptgate.yaml`, if there is one.
    /// - Throws: when a file that was named is missing or malformed.
    init(arguments: [String: String] = [:], file: String? = nil) async throws {
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        for (key, value) in arguments {
            let path = key.split(separator: ".").map(String.init)
            values[AbsoluteConfigKey(path)] = ConfigValue(.string(value), isSecret: false)
        }
        reader = ConfigReader(providers: [
            InMemoryProvider(name: "command line", values: values),
            EnvironmentVariablesProvider(),
            EnvironmentVariablesProvider(
                environmentVariables: try DotEnvFile.variables(at: ".env")),
            try await FileProvider<YAMLSnapshot>(
                filePath: FilePath(file ?? "promptgate.yaml"), allowMissing: file == nil),
        ])
    }

    /// The settings.
    /// - Throws: `SettingsError` for the first value that cannot be used.
    func settings() throws -> Settings {
        var settings = Settings()
        settings.host = text("promptgate.host") ?? settings.host
        settings.port = try number("promptgate.port", in: 0...65_535) ?? settings.port
        settings.dataDirectory = text("promptgate.data_dir") ?? settings.dataDirectory
        settings.auditKeys = text("promptgate.audit_key")
        settings.auditKeyFile = text("promptgate.audit_key_file")
        settings.auditHeadFile = text("promptgate.audit_heads_file")
        settings.ruleLocations = ruleLocations()
        settings.adminKey = try adminKey()
        settings.callbackURL = try address("callback_url", ["http", "https"])
        settings.publicURL = try publicURL()
        settings.allowsPrivateCallbacks = try flag("promptgate.allow_private_callbacks")
        settings.answersLikeSeed = try flag("seed_status")
        settings.tagsPrompt = try flag("prompt_tag")
        settings.capacity = Capacity(
            slots: try number("concur_size", in: 1...9999) ?? 3,
            waiting: try number("wait_size", in: 0...1_000_000) ?? 10)
        settings.patience = TaskPatience(
            silence: .seconds(try number("promptgate.task_timeout", in: 1...86_400) ?? 600))
        settings.holdingRoom = HoldingRoom(
            perTenant: try number("promptgate.held_per_tenant", in: 1...100_000) ?? 100,
            total: try number("promptgate.held_total", in: 1...100_000) ?? 1000)
        settings.heldExpiresAfter =
            try duration("promptgate.held_expires", in: .seconds(1) ... .seconds(86_400 * 365))
            ?? settings.heldExpiresAfter
        settings.logLevel = try logLevel()
        try readAccount(into: &settings)
        return settings
    }

    private func ruleLocations() -> RuleLocations {
        let bannedWords = text("promptgate.banned_words")
        return RuleLocations(
            bannedWords: bannedWords ?? DefaultFiles.bannedWords(),
            isBannedWordsNamed: bannedWords != nil,
            rules: text("promptgate.rules_dir") ?? DefaultFiles.rules())
    }

    private func readAccount(into settings: inout Settings) throws {
        let required = ["user_token", "guild_id", "channel_id"]
        settings.missing = required.filter { text($0) == nil }.map { $0.uppercased() }
        guard let token = text("user_token"), let guild = text("guild_id"),
            let channel = text("channel_id")
        else { return }
        settings.account = DiscordAccount(
            userToken: token, botToken: text("bot_token"), guildID: guild, channelID: channel,
            drawVersion: text("draw_version"), proxyURL: text("proxy_url"),
            apiBase: try address("discord_api_base", ["http", "https"])
                ?? "https://discord.com/api/v9",
            gatewayURL: try address("discord_gateway_url", ["ws", "wss"])
                ?? "wss://gateway.discord.gg")
    }

    /// Not shown when wrong: a callback's address may hold a secret.
    private func address(_ key: String, _ schemes: [String]) throws -> String? {
        guard let text = text(key) else { return nil }
        let starts = schemes.map { "\($0)://" }
        guard starts.contains(where: { text.lowercased().hasPrefix($0) && text.count > $0.count })
        else {
            throw SettingsError(
                name(of: key),
                "write an address that begins with \(starts.joined(separator: " or ")).")
        }
        return text
    }

    /// Without a slash at its end: paths follow.
    private func publicURL() throws -> String {
        var address = try address("promptgate.public_url", ["http", "https"]) ?? ""
        while address.hasSuffix("/") { address.removeLast() }
        return address
    }

    private func adminKey() throws -> String? {
        guard let key = text("promptgate.admin_key") else { return nil }
        guard !key.contains(where: \.isWhitespace) else {
            throw SettingsError("PROMPTGATE_ADMIN_KEY", "give a key without white space.")
        }
        return key
    }

    private func logLevel() throws -> Logger.Level {
        guard let word = text("log_level")?.lowercased() else { return .info }
        // midjourney-api's .env has Python's words too.
        let synonyms = ["warn": "warning", "success": "notice"]
        guard let level = Logger.Level(rawValue: synonyms[word] ?? word) else {
            let words = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw SettingsError("LOG_LEVEL", "is \"\(word)\"; write one of \(words).")
        }
        return level
    }

    /// The value, with an empty one counted as none: `.env` templates have lines such as
    /// `PROXY_URL=`.
    private func text(_ key: String) -> String? {
        let key = ConfigKey(key.split(separator: ".").map(String.init))
        let value =
            reader.string(forKey: key, isSecret: true)
            ?? reader.int(forKey: key, isSecret: true).map(String.init)
            ?? reader.bool(forKey: key, isSecret: true).map(String.init)
        return value.flatMap { $0.isEmpty ? nil : $0 }
    }

    private func number(_ key: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let text = text(key) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw SettingsError(
                name(of: key),
                "is \"\(text)\"; write a whole number from \(range.lowerBound) to \(range.upperBound)."
            )
        }
        return number
    }

    private func duration(_ key: String, in range: ClosedRange<Duration>) throws -> Duration? {
        guard let text = text(key) else { return nil }
        guard let duration = DurationText.duration(text), range.contains(duration) else {
            throw SettingsError(
                name(of: key),
                "is \"\(text)\"; write a time from \(DurationText.text(range.lowerBound)) to "
                    + "\(DurationText.text(range.upperBound)), like 30m or 24h.")
        }
        return duration
    }

    private func flag(_ key: String) throws -> Bool {
        guard let text = text(key)?.lowercased() else { return false }
        switch text {
        case "1", "true", "yes", "on": return true
        case "0", "false", "no", "off": return false
        default: throw SettingsError(name(of: key), "is \"\(text)\"; write 1 or 0.")
        }
    }

    private func name(of key: String) -> String {
        key.uppercased().split(separator: ".").joined(separator: "_")
    }
}
