import GateCore

/// One message in a channel.
struct Message: Sendable {
    let id: String
    let channelID: String
    let guildID: String?
    let author: Account
    let postedAt: Timestamp
    /// 0 plain, 19 reply, 20 answer to a slash command.
    var type: Int64 = 0
    var content = ""
    var nonce: JSONValue?
    var attachments: [StoredFile] = []
    var embeds: [JSONValue] = []
    /// Action rows.
    var components: [JSONValue] = []
    var flags: Int64 = 0
    var editedAt: Timestamp?
    var mentions: [Account] = []
    /// The message it answers, as it was then.
    var reference: JSONValue?
    /// `interaction_metadata`: which interaction it comes of.
    var interaction: JSONValue?
    /// The one user who sees it (flag 64); nil for everyone in the channel.
    var onlyFor: String?

    /// Flag 64: ephemeral.
    static let ephemeral: Int64 = 64
    /// Flag 128: "… is thinking".
    static let loading: Int64 = 128

    /// Discord's message object.
    var json: JSONValue {
        var members = core
        members["nonce"] = nonce
        members["interaction_metadata"] = interaction
        if let reference {
            members["referenced_message"] = reference
            members["message_reference"] = .members([
                "type": 0, "message_id": reference["id"], "channel_id": .string(channelID),
                "guild_id": guildID.map { .string($0) },
            ])
        }
        if author.isBot { members["application_id"] = .string(author.id) }
        return .object(members)
    }

    private var core: [String: JSONValue] {
        [
            "id": .string(id), "channel_id": .string(channelID), "author": author.json,
            "type": .int(type), "content": .string(content),
            "timestamp": Self.stamp(postedAt),
            "edited_timestamp": editedAt.map(Self.stamp) ?? .null,
            "attachments": .array(attachments.map(\.json)), "embeds": .array(embeds),
            "components": .array(components), "flags": .int(flags),
            "mentions": .array(mentions.map(\.json)), "mention_roles": [],
            "mention_everyone": false, "pinned": false, "tts": false,
        ]
    }

    /// The message object as the Gateway sends it.
    var dispatched: JSONValue {
        guard let guildID else { return json }
        return json.merging(["guild_id": .string(guildID), "member": GuildCard.member])
    }

    /// The same message without its nonce.
    var withoutNonce: Message {
        var message = self
        message.nonce = nil
        return message
    }

    /// This message as another one quotes it: without what it quotes itself.
    var quoted: JSONValue {
        var message = self
        message.reference = nil
        return message.json
    }

    /// Every button's `custom_id`.
    var customIDs: [String] {
        components.flatMap { $0["components"]?.array ?? [] }.compactMap { $0["custom_id"]?.string }
    }

    /// RFC 3339 with an offset, as Discord writes it.
    private static func stamp(_ time: Timestamp) -> JSONValue {
        .string(String(time.iso8601.dropLast()) + "000+00:00")
    }
}
