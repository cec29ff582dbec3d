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
    /// How many events a client of this session was to get.
    private var delivered = 0
    /// Events that are sent behind the next one.
    private var late: [String] = []
    private var replayLimit = 1000

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

    /// Gives an event its number, keeps it, and says what is sent now: nothing, the event,
    /// or several.
    mutating func deliver(_ event: GatewayEvent, _ tunables: Tunables) -> [String] {
        replayLimit = max(1, tunables.replayLimit)
        guard let payload = record(event) else { return [] }
        delivered += 1
        if tunables.loseEvery > 0, delivered % tunables.loseEvery == 0 { return [] }
        if tunables.delayEvery > 0, delivered % tunables.delayEvery == 0, late.isEmpty {
            late = [payload]
            return []
        }
        let now = [payload] + late
        late = []
        return tunables.duplicateEvents ? now + now : now
    }

    /// Gives an event of this session's own its number and keeps it for RESUME.
    mutating func record(_ name: String, _ data: JSONValue) -> String {
        sequence += 1
        let payload = """
            {"t":"\(name)","s":\(sequence),"op":0,"d":\(data.text)}
            """
        replay.append((sequence, payload))
        // In large steps, so that most events cost no shifting.
        if replay.count >= 2 * replayLimit { replay.removeFirst(replay.count - replayLimit) }
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
