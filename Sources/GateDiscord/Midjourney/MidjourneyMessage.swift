import GateCore

/// A message of Midjourney, as far as tasks need it. Those that the user alone sees
/// (ephemeral, flag 64) are read like any other: most refusals are such.
struct MidjourneyMessage: Sendable {
    /// Rows hold buttons; newer layouts nest rows a little deeper.
    private static let deepestComponent = 4

    let result: TaskResult
    let nonce: String?
    private let data: JSONValue

    /// Reads Discord's message object; nil when it has no id.
    init?(_ data: JSONValue) {
        guard let id = data["id"]?.string else { return nil }
        let attachments = data["attachments"]?.array ?? []
        let buttons = Self.buttons(in: data["components"]?.array ?? [], depth: 0)
        self.data = data
        nonce = Self.nonce(data)
        result = TaskResult(
            messageID: id, content: data["content"]?.string ?? "", attachments: attachments,
            embeds: data["embeds"]?.array ?? [],
            jobID: MidjourneyJobID.find(attachments: attachments, buttons: buttons),
            buttons: buttons, flags: data["flags"]?.int)
    }

    /// Whether the user alone sees it.
    var isEphemeral: Bool { (result.flags ?? 0) & 64 != 0 }

    /// Discord echoes it as it was sent: as a string or as a number.
    static func nonce(_ data: JSONValue) -> String? {
        data["nonce"]?.string ?? data["nonce"]?.int.map(String.init)
    }

    /// What ties the message to its task, but for what its text says.
    var keys: SignalKeys {
        var keys = SignalKeys()
        keys.nonce = nonce
        keys.messageID = result.messageID
        keys.jobID = result.jobID
        let interaction = data["interaction_metadata"]
        keys.interactionID = interaction?["id"]?.string ?? data["interaction"]?["id"]?.string
        keys.referencedMessageID =
            data["message_reference"]?["message_id"]?.string
            ?? interaction?["interacted_message_id"]?.string
            ?? interaction?["triggering_interaction_metadata"]?["interacted_message_id"]?.string
            ?? data["referenced_message"]?["id"]?.string
        return keys
    }

    /// The embeds that the bot wrote, rather than Discord's previews of links.
    var ownEmbeds: [JSONValue] {
        result.embeds.filter { ($0["type"]?.string ?? "rich") == "rich" }
    }

    private static func buttons(in components: [JSONValue], depth: Int) -> [JSONValue] {
        guard depth < deepestComponent else { return [] }
        return components.flatMap { component in
            component["type"]?.int == 2
                ? [component]
                : buttons(in: component["components"]?.array ?? [], depth: depth + 1)
        }
    }
}
