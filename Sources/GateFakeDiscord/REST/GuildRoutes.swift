import GateCore
import NIOHTTP1

/// The server, its channels, and the commands that can be used there.
struct GuildRoutes: Sendable {
    let backstage: Backstage

    var all: [Route] {
        [
            .api("command_index", .GET, "/guilds/:guild/application-command-index") { request in
                try checkGuild(request)
                return index
            },
            .api("command_index", .GET, "/channels/:channel/application-command-index") { request in
                try backstage.checkChannel(request.parameter("channel"))
                return index
            },
            .api("guild", .GET, "/guilds/:guild") { request in
                try checkGuild(request)
                return .json(backstage.guild.guild)
            },
            .api("channel", .GET, "/channels/:channel") { request in
                try backstage.checkChannel(request.parameter("channel"))
                return .json(backstage.guild.channel(request.parameter("channel")))
            },
        ]
    }

    private var index: Answer {
        let version = backstage.control.tunables.commandVersion
        return .json([
            "applications": .array([.midjourney, .niji].map(Self.application)),
            "application_commands": .array(SlashCommand.all.map { $0.json(version: version) }),
        ])
    }

    private static func application(_ account: Account) -> JSONValue {
        [
            "id": .string(account.id), "name": .string(account.name), "description": "",
            "icon": nil, "bot_id": .string(account.id), "bot": account.json, "flags": 0,
        ]
    }

    private func checkGuild(_ request: Request) throws(DiscordFault) {
        let id = request.parameter("guild")
        guard Snowflake.isValid(id),
            !backstage.control.tunables.strictIDs || id == backstage.settings.guildID
        else { throw .unknownGuild }
    }
}
