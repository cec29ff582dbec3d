import GateCore
import Logging

/// Sends jobs to Midjourney as one Discord account does: slash commands and button presses
/// through Discord's REST API.
public struct DiscordDispatcher: Dispatcher {
    private let account: DiscordAccount
    private let state: AccountState
    private let rest: DiscordREST
    private let commands: CommandIndex
    private let interactions: InteractionBuilder
    private let grammar: MidjourneyGrammar
    private let nonces: SnowflakeSource
    /// For interactions before the Gateway gave a session: Discord takes any.
    private let spareSessionID: String

    /// - Parameters:
    ///   - account: who sends, and where.
    ///   - state: shared with the account's listener; a refused token parks it.
    ///   - transport: the way out.
    ///   - time: for rate limits and nonces.
    ///   - random: for nonces and the spare session id.
    ///   - log: told when the command index is missing.
    ///   - door: shared by all accounts that send from this address.
    public init(
        account: DiscordAccount, state: AccountState, transport: any HTTPTransport,
        time: any Timekeeper, random: any RandomSource, log: Logger,
        door: FrontDoor = FrontDoor()
    ) {
        self.account = account
        self.state = state
        rest = DiscordREST(
            account: account, state: state, door: door, transport: transport, time: time)
        grammar = MidjourneyGrammar(channelID: account.channelID)
        commands = CommandIndex(account: account, rest: rest, log: log)
        interactions = InteractionBuilder(account)
        nonces = SnowflakeSource(time: time, random: random)
        spareSessionID = Self.hexadecimal(random.next()) + Self.hexadecimal(random.next())
    }

    /// The account's state.
    public func health() -> AccountHealth { state.health }

    /// One attempt, but for a command whose version Discord says is outdated: that one was
    /// not taken for sure, and is tried once more with the version looked up anew.
    public func send(_ job: Job, nonce: String) async throws(DispatchError) {
        try rest.checkAccount()
        if let dialogue = job.dialogue { return try await answer(dialogue, for: job, nonce) }
        guard let command = MidjourneyCommand.command(for: job.kind) else {
            let body = try interactions.pressing(for: job, nonce: nonce, sessionID: sessionID)
            _ = try await rest.success(Self.interaction(body))
            return
        }
        let indexed = await commands.current(command)
        guard let refusal = try await type(command, indexed, for: job, nonce) else { return }
        guard refusal.isStaleVersion,
            let current = await commands.current(command, after: indexed)
        else { throw rest.failure(refusal) }
        if let refusal = try await type(command, current, for: job, nonce) {
            throw rest.failure(refusal)
        }
    }

    /// Whether one of the channel's last 50 messages has that nonce. The message that shows
    /// a job's progress has it; Midjourney deletes that one when the job is done.
    public func hasTaken(nonce: String) async throws(DispatchError) -> Bool {
        try await recentMessages().contains { message in
            switch message["nonce"] {
            case .string(let text): text == nonce
            case .int(let number): String(number) == nonce
            default: false
            }
        }
    }

    /// The channel's last 50 messages, newest first: what may have been missed.
    public func recentMessages() async throws(DispatchError) -> [JSONValue] {
        try await messages("limit=50")
    }

    /// What the channel shows since `start`, oldest first, as the listener would tell it:
    /// page by page, and no more pages than `HistoryPages` allows.
    public func sightings(since start: Timestamp) async throws(DispatchError) -> [TaskSignal] {
        let pages = HistoryPages { query async throws(DispatchError) in
            try await messages(query)
        }
        return try await pages.messages(back: .to(start)).reversed().flatMap { message in
            grammar.reading(of: "MESSAGE_CREATE", message).signals
        }
    }

    /// The channel's messages after that one, newest first; the last 50 when none is known.
    public func messages(after last: String?) async throws(DispatchError) -> [JSONValue] {
        guard let last else { return try await recentMessages() }
        let pages = HistoryPages { query async throws(DispatchError) in
            try await messages(query)
        }
        return try await pages.messages(back: .after(last))
    }

    private func messages(_ query: String) async throws(DispatchError) -> [JSONValue] {
        let answer = try await rest.success(
            DiscordRequest("GET", "/channels/\(account.channelID)/messages?\(query)"))
        guard let messages = DiscordJSON.decode(answer.body)?.array else {
            throw .transient("Discord's list of messages cannot be read.", retryAfter: nil)
        }
        return messages
    }

    private func answer(
        _ dialogue: Dialogue, for job: Job, _ nonce: String
    ) async throws(DispatchError) {
        switch dialogue.form {
        case .modal:
            let body = try interactions.answering(
                dialogue, for: job, nonce: nonce, sessionID: sessionID)
            _ = try await rest.success(Self.interaction(body))
        case .page:
            let form = try RegionForm(dialogue, job)
            try await rest.submit(form.body, at: form.address(below: account.inpaintBase))
        }
    }

    private var sessionID: String { state.sessionID ?? spareSessionID }

    private func type(
        _ command: MidjourneyCommand, _ indexed: IndexedCommand, for job: Job, _ nonce: String
    ) async throws(DispatchError) -> DiscordRefusal? {
        let body = try interactions.typing(
            command, as: indexed, for: job, nonce: nonce, sessionID: sessionID)
        return DiscordRefusal(try await rest.exchange(Self.interaction(body)))
    }

    private static func interaction(_ body: JSONValue) -> DiscordRequest {
        DiscordRequest("POST", "/interactions", body: body)
    }

    private static func hexadecimal(_ bits: UInt64) -> String {
        let digits = String(bits, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension DiscordDispatcher {
    /// Asks Discord where to put the file, and puts it there.
    public func upload(
        filename: String, contentType: String, bytes: [UInt8]
    ) async throws(DispatchError) -> UploadedFile {
        let file: JSONValue = [
            "filename": .string(filename), "file_size": .int(Int64(bytes.count)), "id": "0",
        ]
        let answer = try await rest.success(
            DiscordRequest(
                "POST", "/channels/\(account.channelID)/attachments", body: ["files": [file]]))
        let slot = try uploadSlot(answer)
        try await rest.store(bytes, contentType: contentType, at: slot.uploadURL)
        return slot
    }

    /// Posts the file to the account's channel, with a fresh nonce.
    public func post(uploadFilename: String) async throws(DispatchError) -> String {
        let message: JSONValue = [
            "content": "", "nonce": .string(String(nonces.next())),
            "channel_id": .string(account.channelID), "type": 0, "sticker_ids": [],
            "attachments": [CommandArguments.attachment(uploadFilename)],
        ]
        let answer = try await rest.success(
            DiscordRequest("POST", "/channels/\(account.channelID)/messages", body: message))
        guard let url = Self.firstAttachment(answer)?["url"]?.string, Self.isAddress(url) else {
            throw .permanent("Discord's answer names no address for the image.")
        }
        return url
    }

    /// A server that is asked over TLS has no business to send the file on in the clear.
    private func uploadSlot(_ answer: HTTPAnswer) throws(DispatchError) -> UploadedFile {
        guard let slot = Self.firstAttachment(answer), let url = slot["upload_url"]?.string,
            let name = slot["upload_filename"]?.string, (1...1024).contains(name.utf8.count),
            Self.isAddress(url), url.hasPrefix("https://") || !account.apiBase.hasPrefix("https://")
        else { throw .permanent("Discord's answer names no usable place for the file.") }
        return UploadedFile(uploadFilename: name, uploadURL: url)
    }

    private static func firstAttachment(_ answer: HTTPAnswer) -> JSONValue? {
        DiscordJSON.decode(answer.body)?["attachments"]?[0]
    }

    private static func isAddress(_ url: String) -> Bool {
        (url.hasPrefix("https://") || url.hasPrefix("http://")) && url.utf8.count <= 4096
            && url.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    }
}
