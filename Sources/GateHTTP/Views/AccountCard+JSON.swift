import GateCore

extension AccountCard {
    /// The account as admins are shown it.
    var json: OrderedJSON {
        let id: OrderedJSON = ["id": .text(standing.id.rawValue)]
        return id.adding(standing.health.json).adding([
            "cause": .text(condition?.cause.rawValue), "since": .text(since.iso8601),
            "source": .text(source.rawValue),
            "guild_id": .text(guildID), "channel_id": .text(channelID),
            "concurrency": .number(standing.capacity.slots),
            "queue": .number(standing.capacity.waiting), "weight": .number(standing.weight),
            "working": .number(working), "waiting": .number(waiting),
            "missing_variables": .list([]),
        ])
    }
}
