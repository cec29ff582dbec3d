import GateCore

/// Something that happened, on its way to the sessions that may know.
struct GatewayEvent: Sendable {
    let name: String
    let data: JSONValue
    /// The intent that a bot needs for it; nil when no bot gets it.
    let intent: Intents?
    /// The one user who gets it; nil for all.
    let onlyFor: String?

    /// A change to a message.
    static func message(_ name: String, _ message: Message, _ data: JSONValue) -> GatewayEvent {
        let intent: Intents = message.guildID == nil ? .directMessages : .guildMessages
        return GatewayEvent(
            name: name, data: data, intent: message.onlyFor == nil ? intent : nil,
            onlyFor: message.onlyFor)
    }

    /// News about an interaction, for the user who made it.
    static func interaction(_ name: String, _ data: JSONValue, for user: String) -> GatewayEvent {
        GatewayEvent(name: name, data: data, intent: nil, onlyFor: user)
    }

    /// The data without what a message says, for bots that may not read it.
    var withoutContent: JSONValue {
        guard data["content"] != nil else { return data }
        return data.merging([
            "content": "", "embeds": [], "attachments": [], "components": [],
        ])
    }
}
