import GateCore
import NIOHTTP1

/// Posting and reading messages.
struct MessageRoutes: Sendable {
    let backstage: Backstage

    private static let longestContent = 2000

    var all: [Route] {
        [
            .api("messages", .POST, "/channels/:channel/messages", handle: post),
            .api("history", .GET, "/channels/:channel/messages", handle: history),
            .api("message", .GET, "/channels/:channel/messages/:message", handle: one),
            .api("ack", .POST, "/channels/:channel/messages/:message/ack") { _ in
                .json(["token": nil])
            },
        ]
    }

    private func post(_ request: Request) async throws -> Answer {
        let channel = request.parameter("channel")
        try backstage.checkChannel(channel)
        let account = try request.knownAccount()
        let body = try request.object()
        let nonce = try Self.nonce(body)
        // A nonce that was seen before names the message that it made.
        if let nonce = nonce?.string,
            let former = backstage.board.message(nonce: nonce, by: account.id, in: channel)
        {
            return .json(former.json)
        }
        var message = Message(
            id: backstage.newID(), channelID: channel, guildID: backstage.settings.guildID,
            author: account, postedAt: backstage.time.wall(), nonce: nonce)
        message.content = try Self.content(body)
        message.attachments = try attachments(body, of: account, in: channel)
        guard !message.content.isEmpty || !message.attachments.isEmpty else {
            throw DiscordFault.emptyMessage
        }
        backstage.board.post(message)
        return .json(message.json)
    }

    private func history(_ request: Request) async throws -> Answer {
        let channel = request.parameter("channel")
        try backstage.checkChannel(channel)
        let query = request.target.query
        var errors = FormErrors()
        let limit = Int(query["limit"] ?? "50") ?? 0
        if !(1...100).contains(limit) {
            errors.add("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 100.")
        }
        for name in ["before", "after"] {
            if let id = query[name], !Snowflake.isValid(id) {
                errors.add(name, "NUMBER_TYPE_COERCE", "Value \"\(id)\" is not snowflake.")
            }
        }
        guard errors.isEmpty else { throw DiscordFault.invalidForm(errors) }
        let messages = backstage.board.history(
            of: channel, before: query["before"], after: query["after"], limit: limit)
        return .json(.array(messages.map(\.json)))
    }

    private func one(_ request: Request) async throws -> Answer {
        let channel = request.parameter("channel")
        try backstage.checkChannel(channel)
        guard let message = backstage.board.message(request.parameter("message"), in: channel),
            message.onlyFor == nil
        else { throw DiscordFault.unknownMessage }
        return .json(message.json)
    }

    private func attachments(
        _ body: JSONValue, of account: Account, in channel: String
    ) throws -> [StoredFile] {
        try (body["attachments"]?.array ?? []).map { attachment in
            guard let path = attachment["uploaded_filename"]?.string,
                let file = backstage.file(uploaded: path, by: account, in: channel)
            else { throw DiscordFault.uploadNotFound }
            return file
        }
    }

    private static func content(_ body: JSONValue) throws -> String {
        let content = body["content"]?.string ?? ""
        guard content.unicodeScalars.count <= longestContent else {
            throw DiscordFault.invalidForm(
                .one(
                    "content", "BASE_TYPE_MAX_LENGTH",
                    "Must be \(longestContent) or fewer in length."))
        }
        return content
    }

    private static func nonce(_ body: JSONValue) throws -> JSONValue? {
        switch body["nonce"] {
        case nil, .null?: return nil
        case .string(let text)? where text.utf8.count <= InteractionForm.longestNonce:
            return .string(text)
        case .int(let number)?: return .int(number)
        default: throw DiscordFault.invalidForm(InteractionForm.nonceTooLong)
        }
    }
}
