import GateCore

/// Makes the bodies of `POST /interactions`: what Discord's own client sends when its user
/// types a command or presses a button. Pure.
struct InteractionBuilder: Sendable {
    private let guildID: String
    private let channelID: String

    /// - Parameter account: where the interactions happen.
    init(_ account: DiscordAccount) {
        guildID = account.guildID
        channelID = account.channelID
    }

    /// Types a slash command: an interaction of type 2.
    /// - Parameters:
    ///   - command: the one that fits the job's kind.
    ///   - indexed: the command's current id and version.
    /// - Throws: `DispatchError.permanent` when the job lacks what its kind needs.
    func typing(
        _ command: MidjourneyCommand, as indexed: IndexedCommand, for job: Job, nonce: String,
        sessionID: String
    ) throws(DispatchError) -> JSONValue {
        let arguments = try CommandArguments(job)
        return common(type: 2, nonce: nonce, sessionID: sessionID) { body in
            body["data"] = [
                "version": .string(indexed.version), "id": .string(indexed.id),
                "name": .string(command.name), "type": 1,
                "options": .array(arguments.options),
                "attachments": .array(arguments.attachments),
            ]
        }
    }

    /// Presses a button: an interaction of type 3.
    /// - Throws: `DispatchError.permanent` when the job lacks what its kind needs.
    func pressing(
        for job: Job, nonce: String, sessionID: String
    ) throws(DispatchError) -> JSONValue {
        let button = try ButtonID.of(job)
        let message = try Self.required(job.messageID, "message id")
        return common(type: 3, nonce: nonce, sessionID: sessionID) { body in
            body["message_flags"] = .int(job.messageFlags ?? 0)
            body["message_id"] = .string(message)
            body["data"] = ["component_type": 2, "custom_id": .string(button)]
        }
    }

    /// Fills in what the image bot asks for: an interaction of type 5.
    /// - Throws: `DispatchError.permanent` when the job lacks what is asked.
    func answering(
        _ dialogue: Dialogue, for job: Job, nonce: String, sessionID: String
    ) throws(DispatchError) -> JSONValue {
        let field = try Self.required(dialogue.fieldID, "field for a prompt")
        let text = try Self.required(job.dialogueText, "prompt")
        let input: JSONValue = ["type": 4, "custom_id": .string(field), "value": .string(text)]
        return common(type: 5, nonce: nonce, sessionID: sessionID) { body in
            body["data"] = [
                "id": .string(dialogue.interactionID), "custom_id": .string(dialogue.customID),
                "components": [["type": 1, "components": [input]]],
            ]
        }
    }

    private func common(
        type: Int64, nonce: String, sessionID: String,
        _ add: (inout [String: JSONValue]) -> Void
    ) -> JSONValue {
        var body: [String: JSONValue] = [
            "type": .int(type), "application_id": .string(MidjourneyCommand.application),
            "guild_id": .string(guildID), "channel_id": .string(channelID),
            "session_id": .string(sessionID), "nonce": .string(nonce),
        ]
        add(&body)
        return .object(body)
    }

    /// A member that the job's kind cannot do without.
    static func required(_ text: String?, _ name: String) throws(DispatchError) -> String {
        guard let text, !text.isEmpty else {
            throw .permanent("The task has no \(name): nothing was sent.")
        }
        return text
    }
}
