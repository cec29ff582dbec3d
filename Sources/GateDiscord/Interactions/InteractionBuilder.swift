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
    ///   - version: the command's current version.
    /// - Throws: `DispatchError.permanent` when the job lacks what its kind needs.
    func typing(
        _ command: MidjourneyCommand, version: String, for job: Job, nonce: String,
        sessionID: String
    ) throws(DispatchError) -> JSONValue {
        let arguments = try Self.arguments(of: job)
        return common(type: 2, nonce: nonce, sessionID: sessionID) { body in
            body["data"] = [
                "version": .string(version), "id": .string(command.id),
                "name": .string(command.name), "type": 1,
                "options": arguments.options, "attachments": arguments.attachments,
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
            body["message_flags"] = 0
            body["message_id"] = .string(message)
            body["data"] = ["component_type": 2, "custom_id": .string(button)]
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

    private static func arguments(
        of job: Job
    ) throws(DispatchError) -> (options: JSONValue, attachments: JSONValue) {
        if job.kind == .describe {
            let file = try required(job.uploadFilename, "uploaded file")
            return ([["type": 11, "name": "image", "value": 0]], [attachment(file)])
        }
        let prompt = try required(job.prompt, "prompt")
        let value = PromptText(prompt, imageURL: job.imageURL, tag: job.tag).value
        return ([["type": 3, "name": "prompt", "value": .string(value)]], [])
    }

    /// An uploaded file as an attachment, numbered 0.
    static func attachment(_ uploadFilename: String) -> JSONValue {
        let name = uploadFilename.split(separator: "/").last.map(String.init) ?? uploadFilename
        return [
            "id": "0", "filename": .string(name), "uploaded_filename": .string(uploadFilename),
        ]
    }

    /// A member that the job's kind cannot do without.
    static func required(_ text: String?, _ name: String) throws(DispatchError) -> String {
        guard let text, !text.isEmpty else {
            throw .permanent("The task has no \(name): nothing was sent.")
        }
        return text
    }
}
