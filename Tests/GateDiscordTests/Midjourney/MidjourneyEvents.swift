import GateCore

@testable import GateDiscord

/// Events as Discord sends them for messages of Midjourney's bot.
enum MidjourneyEvents {
    static let channel = "1090000000000000001"
    static let bot = "936929561302675456"
    static let job = "0f3f5b4c-1d2e-4a5b-8c7d-9e0f1a2b3c4d"
    static let grammar = MidjourneyGrammar(channelID: channel)

    /// A message in the account's channel, with `extra` members put in or replaced.
    static func message(
        _ content: String = "", id: String = "2001", _ extra: [String: JSONValue] = [:]
    ) -> JSONValue {
        var members: [String: JSONValue] = [
            "id": .string(id), "channel_id": .string(channel), "guild_id": "1", "type": 20,
            "author": ["id": .string(bot), "username": "Midjourney Bot", "bot": true],
            "content": .string(content), "attachments": [], "embeds": [], "components": [],
            "flags": 0,
        ]
        members.merge(extra) { _, new in new }
        return .object(members)
    }

    static func attachment(_ filename: String) -> JSONValue {
        [
            "id": "3001", "filename": .string(filename), "size": 100,
            "url": .string("https://cdn.discordapp.com/attachments/1/2/\(filename)?ex=1&is=2&hm=3"),
        ]
    }

    static func button(_ label: String, _ customID: String) -> JSONValue {
        ["type": 2, "style": 2, "label": .string(label), "custom_id": .string(customID)]
    }

    static var gridButtons: JSONValue {
        [
            [
                "type": 1,
                "components": [
                    button("U1", "MJ::JOB::upsample::1::\(job)"),
                    button("U2", "MJ::JOB::upsample::2::\(job)"),
                ],
            ],
            ["type": 1, "components": [button("V1", "MJ::JOB::variation::1::\(job)")]],
        ]
    }

    static func embed(
        _ title: String, _ text: String, colour: Int64 = 16_711_680, footer: String? = nil
    ) -> JSONValue {
        var members: [String: JSONValue] = [
            "type": "rich", "title": .string(title), "description": .string(text),
            "color": .int(colour),
        ]
        if let footer { members["footer"] = ["text": .string(footer)] }
        return .object(members)
    }

    /// A message that holds nothing but that embed.
    static func notice(_ embed: JSONValue, _ extra: [String: JSONValue] = [:]) -> JSONValue {
        message("", ["embeds": [embed]].merging(extra) { _, new in new })
    }

    static func created(_ data: JSONValue) -> TaskSignal? {
        grammar.reading(of: "MESSAGE_CREATE", data).signals.first
    }

    static func updated(_ data: JSONValue) -> TaskSignal? {
        grammar.reading(of: "MESSAGE_UPDATE", data).signals.first
    }
}

extension TaskSignal {
    var failure: TaskFailure? {
        if case .failed(let failure) = kind { failure } else { nil }
    }
}
