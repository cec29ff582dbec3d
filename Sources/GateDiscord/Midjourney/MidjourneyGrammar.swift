import GateCore

/// Reads Gateway events of Midjourney. Pure; it keeps nothing between two events.
///
/// The shapes are those that Midjourney's bot was seen to send; nobody promises them, so
/// what is not understood is let go, except for a notice in a colour of alarm.
struct MidjourneyGrammar: Sendable {
    /// Midjourney's application, which is its bot's user id too.
    static let applicationID = "936929561302675456"
    /// Longer texts than Discord allows in an embed are cut.
    private static let longestReason = 4400

    let channelID: String

    /// - Parameter channelID: the account's channel; what happens elsewhere is not read.
    init(channelID: String) { self.channelID = channelID }

    /// Reads one event.
    /// - Parameters:
    ///   - event: its name, as `MESSAGE_CREATE`.
    ///   - data: its `d`.
    func reading(of event: String, _ data: JSONValue) -> MidjourneyReading {
        guard isHere(data) else { return .nothing }
        switch event {
        case "MESSAGE_CREATE": return isMidjourney(data) ? created(data) : .nothing
        case "MESSAGE_UPDATE": return isMidjourney(data) ? updated(data) : .nothing
        case "MESSAGE_DELETE": return deleted([data["id"]])
        case "MESSAGE_DELETE_BULK": return deleted(data["ids"]?.array ?? [])
        case "INTERACTION_CREATE", "INTERACTION_SUCCESS": return acknowledged(data)
        case "INTERACTION_FAILURE": return interactionFailed(data)
        case "INTERACTION_MODAL_CREATE": return asked(.modal, data)
        case "INTERACTION_IFRAME_MODAL_CREATE": return asked(.page, data)
        default: return .nothing
        }
    }

    /// Interactions name no channel, but are the user's own.
    private func isHere(_ data: JSONValue) -> Bool {
        data["channel_id"]?.string.map { $0 == channelID } ?? true
    }

    /// Anyone may write "**…** (Stopped)" in the channel. An edit may come without its
    /// author; it concerns a message that was read before, or none.
    private func isMidjourney(_ data: JSONValue) -> Bool {
        guard let author = data["author"]?["id"]?.string else { return true }
        return author == Self.applicationID
            || data["application_id"]?.string == Self.applicationID
    }
}

// MARK: - Interactions and deletions

extension MidjourneyGrammar {
    private func acknowledged(_ data: JSONValue) -> MidjourneyReading {
        guard let keys = interactionKeys(data), keys.interactionID != nil else { return .nothing }
        return MidjourneyReading(signals: [TaskSignal(.acknowledged, keys: keys)])
    }

    private func interactionFailed(_ data: JSONValue) -> MidjourneyReading {
        guard let keys = interactionKeys(data) else { return .nothing }
        let code = data["reason_code"]?.int.map { " (reason code \($0))" } ?? ""
        let failure = TaskFailure(
            .upstreamRefused, "Discord could not hand the interaction to the image bot\(code).")
        return MidjourneyReading(signals: [TaskSignal(.failed(failure), keys: keys)])
    }

    func interactionKeys(_ data: JSONValue) -> SignalKeys? {
        guard let nonce = MidjourneyMessage.nonce(data) else { return nil }
        var keys = SignalKeys()
        keys.nonce = nonce
        keys.interactionID = data["id"]?.string
        return keys
    }

    private func deleted(_ ids: [JSONValue?]) -> MidjourneyReading {
        MidjourneyReading(
            signals: ids.compactMap { $0?.string }.map { id in
                var keys = SignalKeys()
                keys.messageID = id
                return TaskSignal(.deleted, keys: keys)
            })
    }
}

// MARK: - Messages

extension MidjourneyGrammar {
    private func created(_ data: JSONValue) -> MidjourneyReading {
        guard let message = MidjourneyMessage(data) else { return .nothing }
        if let told = notice(in: message) { return told }
        let caption = MidjourneyCaption(message.result.content)
        if let running = running(message, caption) { return running }
        if let worded = described(message) ?? worded(message) { return worded }
        if !message.result.attachments.isEmpty {
            return reading(.finished, message, captioned(message, caption))
        }
        return firstSign(message, caption)
    }

    /// A result comes as a message of its own, and so must not be told from an edit of an
    /// older result by its prompt: an edit has the keys of its message alone.
    private func updated(_ data: JSONValue) -> MidjourneyReading {
        guard let message = MidjourneyMessage(data) else { return .nothing }
        if let told = notice(in: message) { return told }
        let caption = MidjourneyCaption(message.result.content)
        if let running = running(message, caption) { return running }
        if let worded = described(message) ?? worded(message) { return worded }
        if isTold(message) { return told(message) }
        guard !message.result.attachments.isEmpty, offersFollowUps(message) else { return .nothing }
        return reading(.finished, message, message.keys)
    }

    private func running(
        _ message: MidjourneyMessage, _ caption: MidjourneyCaption
    ) -> MidjourneyReading? {
        let keys = captioned(message, caption)
        switch caption.state {
        case .plain: return nil
        case .waiting: return reading(.started, message, keys)
        case .percent(let percent): return reading(.progressed(percent), message, keys)
        case .paused: return reading(.waiting, message, keys)
        case .stopped:
            let failure = TaskFailure(.upstreamRefused, "The job was stopped (Stopped).")
            return reading(.failed(failure), message, keys)
        }
    }

    /// The answer to `describe`: the picture and what it shows, and no words of its own.
    private func described(_ message: MidjourneyMessage) -> MidjourneyReading? {
        guard message.result.content.isEmpty else { return nil }
        let found = message.ownEmbeds.lazy.compactMap { embed -> String? in
            guard embed["description"]?.string?.isEmpty == false else { return nil }
            return embed["image"]?["url"]?.string
        }.first
        guard let url = found else { return nil }
        var keys = message.keys
        keys.kinds = [.describe]
        keys.prompt = Self.stem(of: url)
        return reading(.finished, message, keys)
    }

    /// The name of the file at `url`, without folder, ending and query.
    private static func stem(of url: String) -> String {
        let path = url.prefix { $0 != "?" && $0 != "#" }
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return String(name) }
        return String(name[..<dot])
    }

    /// The message that says nothing yet but that there is one.
    private func firstSign(
        _ message: MidjourneyMessage, _ caption: MidjourneyCaption
    ) -> MidjourneyReading {
        let text = message.result.content
        if let failure = failure(in: text) {
            return reading(.failed(failure), message, message.keys)
        }
        if isTold(message) { return told(message) }
        let isPassing = ["Displaying...", "Animating..."].contains { text.hasPrefix($0) }
        // An embed that nobody has seen before is shown to the tenant; where nothing follows it,
        // the task ends at its deadline with these words.
        guard message.nonce != nil, !isPassing else { return .nothing }
        return reading(.started, message, captioned(message, caption))
    }

    /// Refusals in plain words, rather than in an embed.
    private func failure(in text: String) -> TaskFailure? {
        guard text.hasPrefix("Failed") || text.hasPrefix("Sorry") else { return nil }
        return TaskFailure(.upstreamRefused, bounded(text))
    }

    private func offersFollowUps(_ message: MidjourneyMessage) -> Bool {
        message.result.buttons.contains { button in
            guard let id = button["custom_id"]?.string else { return false }
            return id.hasPrefix("MJ::") && !id.hasPrefix("MJ::CancelJob")
        }
    }

    private func captioned(
        _ message: MidjourneyMessage, _ caption: MidjourneyCaption
    ) -> SignalKeys {
        var keys = message.keys
        keys.prompt = caption.prompt
        guard caption.prompt != nil else { return keys }
        keys.kinds = caption.form.kinds
        keys.index = caption.form.index
        return keys
    }

    func reading(
        _ kind: TaskSignal.Kind, _ message: MidjourneyMessage, _ keys: SignalKeys
    ) -> MidjourneyReading {
        var result = message.result
        result.prompt = MidjourneyCaption(result.content).prompt
        return MidjourneyReading(signals: [TaskSignal(kind, keys: keys, message: result)])
    }
}

// MARK: - Notices

extension MidjourneyGrammar {
    /// The first embed that ends the job, or says that it waits; nil without one.
    private func notice(in message: MidjourneyMessage) -> MidjourneyReading? {
        for embed in message.ownEmbeds {
            let title = embed["title"]?.string ?? ""
            let text = embed["description"]?.string ?? ""
            let notice = MidjourneyNotice(
                title: title, text: text, colour: embed["color"]?.int)
            guard let notice, notice != .harmless else { continue }
            return told(notice, reason(title, text), message, embed)
        }
        return nil
    }

    private func told(
        _ notice: MidjourneyNotice, _ reason: String, _ message: MidjourneyMessage,
        _ embed: JSONValue
    ) -> MidjourneyReading {
        let keys = footed(message, embed)
        switch notice {
        case .queued, .harmless:
            return reading(.waiting, message, keys)
        case .banned:
            let failure = TaskFailure(.bannedPrompt, reason, banned: true)
            return reading(.failed(failure), message, keys)
        case .refused:
            return reading(.failed(TaskFailure(.upstreamRefused, reason)), message, keys)
        case .account:
            var told = reading(.failed(TaskFailure(.upstreamRefused, reason)), message, keys)
            told.parks = "Midjourney: \(reason)"
            return told
        }
    }

    /// Notices repeat the command in their footer, `/imagine a cat --v 5`, or stand under
    /// the caption of the job that they end.
    private func footed(_ message: MidjourneyMessage, _ embed: JSONValue) -> SignalKeys {
        var keys = captioned(message, MidjourneyCaption(message.result.content))
        guard let footer = embed["footer"]?["text"]?.string, footer.hasPrefix("/") else {
            return keys
        }
        let command = footer.dropFirst().prefix { !$0.isWhitespace }
        if command == "imagine" {
            keys.kinds = [.imagine]
            keys.prompt = String(footer.dropFirst("/imagine".count).drop { $0.isWhitespace })
        } else if command == "describe" {
            keys.kinds = [.describe]
        }
        return keys
    }

    private func reason(_ title: String, _ text: String) -> String {
        bounded([title, text].filter { !$0.isEmpty }.joined(separator: ": "))
    }

    func bounded(_ text: String) -> String { String(text.prefix(Self.longestReason)) }
}
