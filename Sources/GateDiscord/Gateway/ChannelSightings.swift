import GateCore

/// Which messages of the channel are known, so that a gap is read back as far as needed,
/// and what was deleted meanwhile is missed. Pure.
struct ChannelSightings: Hashable, Sendable {
    /// Messages that are older than the last one by this much may still be edited: by jobs
    /// that have begun.
    private static let overlap = Duration.seconds(900)
    private static let most = 512

    /// The newest message.
    private(set) var last: String?
    /// Messages that stand, oldest first.
    private var standing: [String] = []

    /// - Parameter last: the newest message that an earlier process knew.
    init(upTo last: String? = nil) { self.last = last }

    /// After which message to read back; nil where none is known.
    var reach: String? {
        last.flatMap(Snowflake.init).map { "\($0.earlier(by: Self.overlap).number)" }
    }

    /// Takes note of an event. What the user alone sees (flag 64) is in no history.
    mutating func note(_ event: String, _ data: JSONValue, channelID: String) {
        guard data["channel_id"]?.string ?? channelID == channelID else { return }
        switch event {
        case "MESSAGE_CREATE":
            guard let id = data["id"]?.string, (data["flags"]?.int ?? 0) & 64 == 0 else { return }
            stand(id)
        case "MESSAGE_DELETE": if let id = data["id"]?.string { forget([id]) }
        case "MESSAGE_DELETE_BULK": forget((data["ids"]?.array ?? []).compactMap(\.string))
        default: break
        }
    }

    private mutating func stand(_ id: String) {
        guard let number = Snowflake(id) else { return }
        if last.flatMap(Snowflake.init).map({ $0 < number }) ?? true { last = id }
        guard !standing.contains(id) else { return }
        standing.append(id)
        if standing.count > Self.most { standing.removeFirst(standing.count - Self.most) }
    }

    private mutating func forget(_ ids: [String]) { standing.removeAll { ids.contains($0) } }

    /// The messages that stood and are not among `messages`, which are all after `reach`: they
    /// were deleted while nobody listened. They are told once.
    mutating func takeMissing(from messages: [JSONValue], after reach: String?) -> [String] {
        guard let reach = reach.flatMap(Snowflake.init) else { return [] }
        let present = Set(messages.compactMap { $0["id"]?.string })
        // What is older than what was read, or newer, is not known to be gone.
        let read = messages.compactMap { $0["id"]?.string.flatMap(Snowflake.init) }
        guard let oldest = read.min(), let newest = read.max() else { return [] }
        let gone = standing.filter { id in
            guard let number = Snowflake(id) else { return false }
            return number > max(reach, oldest) && number < newest && !present.contains(id)
        }
        forget(gone)
        return gone
    }
}
