import GateCore

/// Reads an account's settings. Adding and changing read the same fields.
struct AccountForm {
    private static let counts = 1...9999

    /// A new account, which takes as many tasks as `capacity` says unless the fields do.
    /// - Throws: `Problem` (`badParameters`).
    static func create(
        _ fields: FieldReader, _ capacity: Capacity
    ) throws(Problem) -> AccountDraft {
        var fields = fields
        let id = fields.string("id", .accountID, required: true) ?? ""
        let token = fields.string("user_token", .token, required: true) ?? ""
        let guild = fields.string("guild_id", .snowflake, required: true) ?? ""
        let channel = fields.string("channel_id", .snowflake, required: true) ?? ""
        var draft = AccountDraft(
            id: AccountID(id), userToken: token, guildID: guild, channelID: channel,
            concurrency: capacity.slots, queue: capacity.waiting)
        change(&fields)(&draft)
        try fields.finish()
        return draft
    }

    /// What changes about an account.
    /// - Throws: `Problem` (`badParameters`).
    static func change(
        _ fields: FieldReader
    ) throws(Problem) -> @Sendable (inout AccountDraft) -> Void {
        var fields = fields
        let token = fields.string("user_token", .token)
        let change = change(&fields)
        try fields.finish()
        return { draft in
            draft.userToken = token ?? draft.userToken
            change(&draft)
        }
    }

    private static func change(
        _ fields: inout FieldReader
    ) -> @Sendable (inout AccountDraft) -> Void {
        let bot = fields.string("bot_token", .token)
        let proxy = fields.string("proxy_url", .proxy)
        let concurrency = fields.integer("concurrency", in: counts)
        let queue = fields.integer("queue", in: 0...1_000_000)
        let weight = fields.integer("weight", in: 0...1000)
        return { draft in
            draft.botToken = bot ?? draft.botToken
            draft.proxyURL = proxy ?? draft.proxyURL
            draft.concurrency = concurrency ?? draft.concurrency
            draft.queue = queue ?? draft.queue
            draft.weight = weight ?? draft.weight
        }
    }
}
