import GateCore
import Logging

/// The current ids and versions of Midjourney's commands, looked up in the guild's command
/// index by application and name.
///
/// Discord refuses a command with a version that is not current, and versions change
/// whenever Midjourney changes a command; so they are looked up once, and again when one is
/// refused. What the index does not have gets the id and version built in.
actor CommandIndex {
    private let guildID: String
    private let rest: DiscordREST
    private let log: Logger
    /// `DRAW_VERSION`, until Discord refuses it.
    private var drawVersion: String?
    /// By command name; nil until asked for.
    private var found: [String: IndexedCommand]?
    private var lookup: Task<[String: IndexedCommand]?, Never>?
    private var hasWarned = false

    /// - Parameters:
    ///   - account: whose guild is asked, and its `drawVersion`.
    ///   - rest: the way there.
    ///   - log: told once when there is no index.
    init(account: DiscordAccount, rest: DiscordREST, log: Logger) {
        guildID = account.guildID
        drawVersion = account.drawVersion.flatMap { $0.isEmpty ? nil : $0 }
        self.rest = rest
        self.log = log
    }

    /// The id and version to send. The first call may take 5 seconds longer, for the look-up.
    func current(_ command: MidjourneyCommand) async -> IndexedCommand {
        if command == .imagine, drawVersion != nil { return known(command) }
        if found == nil { found = await lookUp() ?? found ?? [:] }
        return known(command)
    }

    /// Looks for another one after that was refused as outdated.
    /// - Returns: nil when there is none, so that trying again makes no sense.
    func current(
        _ command: MidjourneyCommand, after refused: IndexedCommand
    ) async -> IndexedCommand? {
        if command == .imagine, drawVersion == refused.version { drawVersion = nil }
        // Another job that was refused the same may have looked already.
        if found == nil || known(command) == refused { found = await lookUp() ?? found ?? [:] }
        let current = known(command)
        return current == refused ? nil : current
    }

    private func known(_ command: MidjourneyCommand) -> IndexedCommand {
        var known =
            found?[command.name]
            ?? IndexedCommand(id: command.id, version: command.builtInVersion)
        if command == .imagine, let drawVersion { known.version = drawVersion }
        return known
    }

    /// One look-up at a time: whoever comes meanwhile waits for the same.
    private func lookUp() async -> [String: IndexedCommand]? {
        if let lookup { return await lookup.value }
        let task = Task { await fetch() }
        lookup = task
        defer { lookup = nil }
        return await task.value
    }

    private func fetch() async -> [String: IndexedCommand]? {
        let request = DiscordRequest(
            "GET", "/guilds/\(guildID)/application-command-index", timeout: .seconds(5),
            patience: .zero)
        do {
            let answer = try await rest.exchange(request)
            if let refusal = DiscordRefusal(answer) { return missing("status \(refusal.status)") }
            guard let commands = DiscordJSON.decode(answer.body)?["application_commands"]?.array
            else { return missing("no list of commands") }
            return Self.known(in: commands)
        } catch {
            return missing("no answer")
        }
    }

    private func missing(_ reason: String) -> [String: IndexedCommand]? {
        if !hasWarned {
            hasWarned = true
            log.warning(
                "The command index could not be read; the built-in ids and versions are used",
                metadata: ["reason": "\(reason)"])
        }
        return nil
    }

    /// Only Midjourney's own, and only slash commands (type 1): a guild's index holds those
    /// of all its applications.
    private static func known(in commands: [JSONValue]) -> [String: IndexedCommand] {
        var known: [String: IndexedCommand] = [:]
        for command in commands {
            guard command["application_id"]?.string == MidjourneyCommand.application,
                command["type"]?.int ?? 1 == 1, let name = command["name"]?.string,
                let version = command["version"]?.string, Self.isSnowflake(version),
                let id = command["id"]?.string, Self.isSnowflake(id)
            else { continue }
            known[name] = IndexedCommand(id: id, version: version)
        }
        return known
    }

    private static func isSnowflake(_ text: String) -> Bool {
        (1...20).contains(text.utf8.count)
            && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
