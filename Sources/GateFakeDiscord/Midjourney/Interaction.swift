import GateCore

/// Something a user did that the bot is to react to, checked.
struct Interaction: Sendable {
    /// What was done.
    enum Content: Sendable {
        case command(CommandCall)
        /// A button of a message.
        case button(ButtonAction, on: Message)
        /// A modal, filled in.
        case modal(OpenedModal, text: String)
        /// A region of a picture, painted over on the bot's own page.
        case region(job: String, on: Message, prompt: String)
    }

    let id: String
    let nonce: String?
    let account: Account
    let application: Account
    let channelID: String
    let guildID: String?
    let content: Content

    /// The prompt that it brings along, if any.
    var prompt: String {
        switch content {
        case .command(let call): call.text("prompt") ?? ""
        case .button: ""
        case .modal(_, let text): text
        case .region(_, _, let prompt): prompt
        }
    }

    /// Whether Discord knows of it: what is sent from the bot's own page goes past it.
    var isAnnounced: Bool {
        if case .region = content { return false }
        return true
    }

    /// What INTERACTION_CREATE and INTERACTION_SUCCESS tell.
    var announcement: JSONValue {
        .members(["id": .string(id), "nonce": nonce.map { .string($0) }])
    }

    /// `interaction_metadata` of the messages that come of it.
    var metadata: JSONValue {
        var members: [String: JSONValue] = [
            "id": .string(id), "user": account.json,
            "authorizing_integration_owners": ["0": .string(guildID ?? "0")],
        ]
        switch content {
        case .command(let call):
            members["type"] = 2
            members["name"] = .string(call.command.name)
            members["command_type"] = 1
        case .button(_, let target):
            members["type"] = 3
            members["interacted_message_id"] = .string(target.id)
        case .modal(let opened, _):
            members["type"] = 5
            members["triggering_interaction_metadata"] = [
                "id": .string(opened.interactionID), "type": 3, "user": account.json,
                "interacted_message_id": .string(opened.target.id),
            ]
        case .region(_, let target, _):
            members["type"] = 3
            members["interacted_message_id"] = .string(target.id)
        }
        return .object(members)
    }
}
