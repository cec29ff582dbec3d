import Configuration
import Foundation
import GateCore
import GateDiscord
import GateRules
import GateStore
import Logging
import SystemPackage

/// Reads the settings: command line, environment, `.env`, `promptgate.yaml`, in that order.
struct SettingsReader {
    private let reader: ConfigReader
    private let dotEnv: [String: String]
    private let file: String

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
        self.file = file ?? "promptgate.yaml"
        dotEnv = try DotEnvFile.variables(at: ".env")
        reader = ConfigReader(providers: [
            InMemoryProvider(name: "command line", values: values),
            EnvironmentVariablesProvider(),
            EnvironmentVariablesProvider(environmentVariables: dotEnv),
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
        settings.parkedLimit =
            try duration("promptgate.parked_timeout", in: .seconds(1) ... .seconds(86_400 * 365))
            ?? settings.parkedLimit
        settings.drainLimit =
            try duration("promptgate.shutdown_timeout", in: .seconds(1) ... .seconds(600))
            ?? settings.drainLimit
        settings.variable = variable
        settings.logLevel = try logLevel()
        settings.logFormat = try logFormat()
        try readTraces(into: &settings)
        settings.metricsPublic = try flag("promptgate.metrics_public")
        try readAccounts(into: &settings)
        return settings
    }

    /// Any variable by its name, as the providers above order them; an empty one is none.
    private var variable: @Sendable (String) -> String? {
        { [dotEnv] name in
            [ProcessInfo.processInfo.environment[name], dotEnv[name]]
                .compactMap { $0 }.first { !$0.isEmpty }
        }
    }

    private func ruleLocations() -> RuleLocations {
        let bannedWords = text("promptgate.banned_words")
        return RuleLocations(
            bannedWords: bannedWords ?? DefaultFiles.bannedWords(),
            isBannedWordsNamed: bannedWords != nil,
            rules: text("promptgate.rules_dir") ?? DefaultFiles.rules())
    }

    private func readAccounts(into settings: inout Settings) throws {
        let places = settings.discord
        settings.discord = DiscordPlaces(
            apiBase: try address("discord_api_base", ["http", "https"]) ?? places.apiBase,
            gatewayURL: try address("discord_gateway_url", ["ws", "wss"]) ?? places.gatewayURL,
            inpaintBase: try address("discord_inpaint_base", ["http", "https"]))
        settings.secretKey = try secretKey()
        let required = ["user_token", "guild_id", "channel_id"]
        settings.missing = required.filter { text($0) == nil }.map { $0.uppercased() }
        let proxy = try proxy()
        settings.accounts = try AccountsFile(
            path: file, variable: variable, defaults: settings.capacity
        ).plans(behind: standardAccount(settings.capacity, proxy).map { [$0] } ?? [])
    }

    /// The account of the seed's variables; nil where one is missing.
    private func standardAccount(_ capacity: Capacity, _ proxy: String?) -> AccountPlan? {
        guard let token = text("user_token"), let guild = text("guild_id"),
            let channel = text("channel_id")
        else { return nil }
        let draft = AccountDraft(
            id: .standard, userToken: token, botToken: text("bot_token"), guildID: guild,
            channelID: channel, proxyURL: proxy,
            concurrency: capacity.slots, queue: capacity.waiting)
        return AccountPlan(
            draft: draft, source: .environment, drawVersion: text("draw_version"))
    }

    /// Not shown when wrong: it may hold a password.
    private func proxy() throws -> String? {
        guard let text = text("proxy_url") else { return nil }
        guard ProxyAddress(text) != nil else {
            throw SettingsError("PROXY_URL", "\(ProxyAddress.words).")
        }
        return text
    }

    private func secretKey() throws -> String? {
        guard let key = text("promptgate.secret_key") else { return nil }
        guard key.count >= AccountSeal.fewestCharacters else {
            throw SettingsError(
                "PROMPTGATE_SECRET_KEY",
                "write \(AccountSeal.fewestCharacters) characters or more, as `openssl rand -hex 32` makes them."
            )
        }
        return key
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

    /// The variables that OpenTelemetry names.
    private func readTraces(into settings: inout Settings) throws {
        let schemes = ["http", "https"]
        if let whole = try address("otel_exporter_otlp_traces_endpoint", schemes) {
            settings.tracesURL = whole
        } else if let base = try address("otel_exporter_otlp_endpoint", schemes) {
            settings.tracesURL =
                (base.hasSuffix("/") ? String(base.dropLast()) : base) + "/v1/traces"
        }
        settings.serviceName = text("otel_service_name") ?? settings.serviceName
        let headers = text("otel_exporter_otlp_headers") ?? ""
        settings.tracesHeaders = headers.split(separator: ",").compactMap { pair in
            let parts = pair.split(separator: "=", maxSplits: 1).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            return parts.count == 2 ? (name: parts[0], value: parts[1]) : nil
        }
    }

    private func logFormat() throws -> LogOutput.Format {
        guard let word = text("log_format")?.lowercased() else { return .text }
        guard let format = LogOutput.Format(rawValue: word) else {
            throw SettingsError("LOG_FORMAT", "is \"\(word)\"; write text or json.")
        }
        return format
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
