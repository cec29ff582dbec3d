import GateCore

@testable import GateFakeDiscord

/// Interaction bodies as clients send them.
enum Bodies {
    static let guild = FakeSettings().guildID
    static let channel = FakeSettings().channelID

    /// `/imagine`.
    static func imagine(
        _ prompt: String, nonce: String = "1", version: String = "1237876415471554623"
    ) -> JSONValue {
        command("imagine", options: [text("prompt", prompt)], nonce: nonce, version: version)
    }

    /// Any command of Midjourney's.
    static func command(
        _ name: String, options: [JSONValue] = [], attachments: [JSONValue] = [],
        nonce: String = "1", version: String? = nil
    ) -> JSONValue {
        let command = SlashCommand.all.first { $0.name == name }
        return [
            "type": 2, "application_id": .string(SlashCommand.midjourneyID),
            "guild_id": .string(guild), "channel_id": .string(channel), "session_id": "s",
            "nonce": .string(nonce),
            "data": [
                "id": .string(command?.id ?? ""),
                "version": .string(version ?? command?.version ?? ""),
                "name": .string(name), "type": 1, "options": .array(options),
                "attachments": .array(attachments),
            ],
        ]
    }

    static func text(_ name: String, _ value: String) -> JSONValue {
        ["type": 3, "name": .string(name), "value": .string(value)]
    }

    /// A press of a button of `message`.
    static func press(_ customID: String, of message: JSONValue, nonce: String) -> JSONValue {
        [
            "type": 3, "application_id": .string(SlashCommand.midjourneyID),
            "guild_id": .string(guild), "channel_id": .string(channel), "session_id": "s",
            "nonce": .string(nonce), "message_id": message["id"] ?? .null,
            "message_flags": message["flags"] ?? 0,
            "data": ["component_type": 2, "custom_id": .string(customID)],
        ]
    }
}

extension JSONValue {
    /// The first `custom_id` of this message that contains `part`.
    func customID(_ part: String) -> String? {
        (self["components"]?.array ?? []).flatMap { $0["components"]?.array ?? [] }
            .compactMap { $0["custom_id"]?.string }.first { $0.contains(part) }
    }
}
