import GateCore

/// The one server and its one text channel, as Discord describes them.
struct GuildCard: Sendable {
    let id: String
    let channelID: String

    private static let founded: JSONValue = "2024-01-01T00:00:00.000000+00:00"

    /// The channel object.
    var channel: JSONValue { channel(channelID) }

    /// The channel object of any channel, for clients that use another than the one.
    func channel(_ channelID: String) -> JSONValue {
        [
            "id": .string(channelID), "guild_id": .string(id), "type": 0, "name": "general",
            "position": 0, "permission_overwrites": [], "parent_id": nil, "nsfw": false,
            "topic": nil, "last_message_id": nil, "rate_limit_per_user": 0, "flags": 0,
        ]
    }

    /// The server object, as REST gives it.
    var guild: JSONValue {
        [
            "id": .string(id), "name": "Fake Discord", "icon": nil, "splash": nil,
            "discovery_splash": nil, "banner": nil, "description": nil,
            "owner_id": .string(Account.midjourney.id), "afk_channel_id": nil,
            "afk_timeout": 300, "verification_level": 0, "default_message_notifications": 0,
            "explicit_content_filter": 0, "roles": [everyone], "emojis": [], "stickers": [],
            "features": [], "mfa_level": 0, "system_channel_id": nil, "system_channel_flags": 0,
            "rules_channel_id": nil, "vanity_url_code": nil, "premium_tier": 0,
            "premium_subscription_count": 0, "preferred_locale": "en-US",
            "public_updates_channel_id": nil, "nsfw_level": 0,
            "premium_progress_bar_enabled": false,
        ]
    }

    /// The server object of GUILD_CREATE for `account`.
    func arrival(for account: Account) -> JSONValue {
        guild.merging([
            "joined_at": Self.founded, "large": false, "unavailable": false, "member_count": 2,
            "members": .array([member(.midjourney), member(account)]),
            "channels": [channel], "threads": [], "presences": [], "voice_states": [],
            "stage_instances": [], "guild_scheduled_events": [], "soundboard_sounds": [],
        ])
    }

    /// A member object with its user.
    func member(_ account: Account) -> JSONValue {
        Self.member.merging(["user": account.json])
    }

    /// A member object without its user, as messages carry it.
    static let member: JSONValue = [
        "roles": [], "joined_at": founded, "deaf": false, "mute": false, "flags": 0,
        "nick": nil, "avatar": nil, "premium_since": nil, "pending": false,
    ]

    private var everyone: JSONValue {
        [
            "id": .string(id), "name": "@everyone", "permissions": "2248473465835073",
            "position": 0,
            "color": 0,
            "colors": ["primary_color": 0, "secondary_color": nil, "tertiary_color": nil],
            "hoist": false, "managed": false, "mentionable": false, "icon": nil,
            "unicode_emoji": nil, "flags": 0,
        ]
    }
}
