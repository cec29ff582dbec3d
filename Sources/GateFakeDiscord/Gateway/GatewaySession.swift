import GateCore

/// One session: what IDENTIFY began, over all the connections that RESUME it.
struct GatewaySession: Sendable {
    let id: String
    let account: Account
    /// The token it began with; RESUME has to show the same.
    let token: String
    /// What a bot asked for; nil for users, who get everything.
    let intents: Intents?
    /// Which of how many sessions of one bot it is, as the bot said; nil when it did not.
    var shard: JSONValue?
    /// The connection it is on; nil while there is none.
    var connection: ConnectionID?
    private(set) var sequence: Int64 = 0
    private var replay: [(sequence: Int64, payload: String)] = []

    private static let replayLimit = 1000

    /// A session on its first connection.
    init(
        id: String, account: Account, token: String, intents: Intents?, connection: ConnectionID
    ) {
        self.id = id
        self.account = account
        self.token = token
        self.intents = intents
        self.connection = connection
    }

    /// Gives an event its number and keeps it for RESUME.
    /// - Returns: what goes over the wire; nil when the event is not for this session.
    mutating func record(_ event: GatewayEvent) -> String? {
        guard isMeant(by: event) else { return nil }
        let mayRead = intents?.contains(.messageContent) ?? true
        return record(event.name, mayRead ? event.data : event.withoutContent)
    }

    /// Gives an event of this session's own its number and keeps it for RESUME.
    mutating func record(_ name: String, _ data: JSONValue) -> String {
        sequence += 1
        let payload = """
            {"t":"\(name)","s":\(sequence),"op":0,"d":\(data.text)}
            """
        replay.append((sequence, payload))
        // In large steps, so that most events cost no shifting.
        if replay.count >= 2 * Self.replayLimit { replay.removeFirst(Self.replayLimit) }
        return payload
    }

    /// What came after a number; nil when that is no longer known, or never was.
    func missed(since sequence: Int64) -> [String]? {
        guard sequence >= 0, sequence <= self.sequence else { return nil }
        if let first = replay.first, first.sequence > sequence + 1 { return nil }
        return replay.filter { $0.sequence > sequence }.map(\.payload)
    }

    private func isMeant(by event: GatewayEvent) -> Bool {
        if let user = event.onlyFor, user != account.id { return false }
        guard let intents else { return true }
        return event.intent.map { intents.contains($0) } ?? false
    }
}
