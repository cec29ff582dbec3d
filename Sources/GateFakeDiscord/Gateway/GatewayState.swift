import GateCore

/// The Gateway as a state machine: what comes in gives orders to sockets; nothing here
/// waits, sends or reads a clock.
///
/// Source: Discord's documentation, "Gateway".
struct GatewayState: Sendable {
    /// What the rules depend on besides the sessions.
    struct Conditions: Sendable {
        let now: Instant
        let tunables: Tunables
    }

    private let accounts: AccountBook
    private let guild: GuildCard
    private let address: String
    private let random: any RandomSource
    private var connections: [ConnectionID: GatewayConnection] = [:]
    private var sessions: [String: GatewaySession] = [:]
    /// Ids of sessions, oldest first.
    private var order: [String] = []
    private var connectionCount: UInt64 = 0

    private static let payloadLimit = 4096
    private static let mostSessions = 500

    /// - Parameters:
    ///   - accounts: tells who a token is.
    ///   - guild: the server that sessions are told of.
    ///   - address: where this server is reached: `http://host:port`.
    ///   - random: for session ids.
    init(
        accounts: AccountBook, guild: GuildCard, address: String, random: any RandomSource
    ) {
        self.accounts = accounts
        self.guild = guild
        self.address = address
        self.random = random
    }

    /// How many connections and sessions there are.
    var counts: (connections: Int, sessions: Int) { (connections.count, sessions.count) }

    /// Whether a connection stands, and has not been told to close.
    func isOpen(_ id: ConnectionID) -> Bool { connections[id] != nil }

    /// Takes a connection, and greets it.
    mutating func open(
        version: Int, _ conditions: Conditions
    ) -> (id: ConnectionID, effects: [GatewayEffect]) {
        connectionCount += 1
        let id = ConnectionID(number: connectionCount)
        guard (6...10).contains(version) else {
            return (id, [GatewayEffect(connection: id, order: .close(.invalidVersion))])
        }
        connections[id] = GatewayConnection(version: version, at: conditions.now)
        let hello: JSONValue = [
            "heartbeat_interval": .int(conditions.tunables.heartbeat.milliseconds),
            "_trace": [],
        ]
        return (id, [Self.payload(.hello, hello, to: id)])
    }

    /// Forgets a connection. Its session stays for RESUME, unless the client has said
    /// goodbye with 1000 or 1001.
    mutating func closed(_ id: ConnectionID, code: UInt16?) {
        guard let connection = connections.removeValue(forKey: id),
            let session = connection.sessionID
        else { return }
        if code == 1000 || code == 1001 {
            forget(session)
        } else if sessions[session]?.connection == id {
            sessions[session]?.connection = nil
        }
    }

    /// Takes a payload from a client.
    mutating func receive(
        _ text: String, from id: ConnectionID, _ conditions: Conditions
    ) -> [GatewayEffect] {
        guard connections[id] != nil else { return [] }
        guard text.utf8.count <= Self.payloadLimit,
            // A text that is no JSON is Discord's decode error, whatever the parser says.
            let payload = try? JSONValue(parsing: Array(text.utf8)),
            let number = payload["op"]?.int
        else { return close(id, .decodeError) }
        guard connections[id]?.countSend(at: conditions.now) == true else {
            return close(id, .rateLimited)
        }
        guard let opcode = Opcode(rawValue: number) else { return close(id, .unknownOpcode) }
        return receive(opcode, payload["d"] ?? .null, from: id, conditions)
    }

    /// Tells all sessions of something that happened.
    mutating func publish(_ event: GatewayEvent) -> [GatewayEffect] {
        var effects: [GatewayEffect] = []
        for id in order {
            guard let payload = sessions[id]?.record(event),
                let connection = sessions[id]?.connection
            else { continue }
            effects.append(GatewayEffect(connection: connection, order: .send(payload)))
        }
        return effects
    }

    /// Does something to all connections.
    mutating func disturb(_ disturbance: GatewayDisturbance) -> [GatewayEffect] {
        connections.keys.sorted { $0.number < $1.number }.flatMap { id -> [GatewayEffect] in
            switch disturbance {
            case .drop: return [GatewayEffect(connection: id, order: .drop)]
            case .heartbeatRequest: return [Self.payload(.heartbeat, .null, to: id)]
            case .reconnect: return [Self.payload(.reconnect, .null, to: id)]
            case .invalidSession(let resumable):
                if !resumable { endSession(of: id) }
                return [Self.payload(.invalidSession, .bool(resumable), to: id)]
            case .close(let number): return close(id, number)
            }
        }
    }
}

extension GatewayState {
    private mutating func receive(
        _ opcode: Opcode, _ data: JSONValue, from id: ConnectionID, _ conditions: Conditions
    ) -> [GatewayEffect] {
        switch opcode {
        case .heartbeat:
            return conditions.tunables.acks ? [Self.payload(.heartbeatAck, .null, to: id)] : []
        case .identify: return identify(data, from: id)
        case .resume: return resume(data, from: id)
        case .requestGuildMembers: return members(data, to: id)
        case .presenceUpdate, .voiceStateUpdate, .voicePing, .guildSubscriptions:
            return connections[id]?.sessionID == nil ? close(id, .notAuthenticated) : []
        case .dispatch, .reconnect, .invalidSession, .hello, .heartbeatAck:
            return close(id, .unknownOpcode)
        }
    }

    private mutating func identify(_ data: JSONValue, from id: ConnectionID) -> [GatewayEffect] {
        guard let connection = connections[id] else { return [] }
        if connection.sessionID != nil { return close(id, .alreadyAuthenticated) }
        guard let token = data["token"]?.string, data["properties"]?.object != nil else {
            return close(id, .decodeError)
        }
        let intents = data["intents"]?.int
        // Only bots send intents, and only users' clients send capabilities.
        let isBot = intents != nil && data["capabilities"] == nil
        guard let account = accounts.account(token: token, isBot: isBot) else {
            return close(id, .authenticationFailed)
        }
        guard !account.isBot || Self.areValid(intents, version: connection.version) else {
            return close(id, .invalidIntents)
        }
        guard Self.isValid(shard: data["shard"]) else { return close(id, .invalidShard) }
        let wanted = account.isBot ? Intents(rawValue: intents ?? Intents.highest * 2 - 1) : nil
        var session = GatewaySession(
            id: Self.sessionID(random), account: account, token: token, intents: wanted,
            connection: id)
        session.shard = data["shard"]
        return begin(session)
    }

    private mutating func begin(_ new: GatewaySession) -> [GatewayEffect] {
        guard let id = new.connection else { return [] }
        var session = new
        var payloads = [session.record("READY", ready(session))]
        if session.intents?.contains(.guilds) ?? false {
            payloads.append(session.record("GUILD_CREATE", guild.arrival(for: session.account)))
        }
        connections[id]?.sessionID = session.id
        sessions[session.id] = session
        order.append(session.id)
        if order.count > Self.mostSessions { forgetOldest() }
        return payloads.map { GatewayEffect(connection: id, order: .send($0)) }
    }

    private func ready(_ session: GatewaySession) -> JSONValue {
        let account = session.account
        var members: [String: JSONValue] = [
            "v": .int(Int64(session.connection.flatMap { connections[$0]?.version } ?? 10)),
            "user": account.json.merging([
                "verified": true, "mfa_enabled": false, "flags": 0, "email": nil, "bio": "",
            ]),
            "session_id": .string(session.id), "session_type": "normal",
            "resume_gateway_url": .string(
                "ws" + address.dropFirst("http".count) + "/gateway/resume"),
            "private_channels": [], "relationships": [], "presences": [], "_trace": [],
        ]
        members["shard"] = session.shard
        if account.isBot {
            members["application"] = ["id": .string(account.id), "flags": 565_248]
            members["guilds"] = [["id": .string(guild.id), "unavailable": true]]
        } else {
            members["guilds"] = [guild.arrival(for: account)]
        }
        return .object(members)
    }

    private mutating func resume(_ data: JSONValue, from id: ConnectionID) -> [GatewayEffect] {
        guard let connection = connections[id] else { return [] }
        if connection.sessionID != nil { return close(id, .alreadyAuthenticated) }
        guard let token = data["token"]?.string, let sessionID = data["session_id"]?.string,
            let sequence = data["seq"]?.int
        else { return close(id, .decodeError) }
        guard let session = sessions[sessionID], session.token == token else {
            return [Self.payload(.invalidSession, false, to: id)]
        }
        guard sequence <= session.sequence else { return close(id, .invalidSequence) }
        guard let missed = session.missed(since: sequence) else {
            forget(sessionID)
            return [Self.payload(.invalidSession, false, to: id)]
        }
        return take(sessionID, over: id, replaying: missed)
    }

    /// Moves a session onto a new connection. One that still stands elsewhere is dropped there.
    private mutating func take(
        _ sessionID: String, over id: ConnectionID, replaying missed: [String]
    ) -> [GatewayEffect] {
        var effects: [GatewayEffect] = []
        if let former = sessions[sessionID]?.connection {
            connections[former] = nil
            effects.append(GatewayEffect(connection: former, order: .drop))
        }
        connections[id]?.sessionID = sessionID
        sessions[sessionID]?.connection = id
        effects += missed.map { GatewayEffect(connection: id, order: .send($0)) }
        if let resumed = sessions[sessionID]?.record("RESUMED", ["_trace": []]) {
            effects.append(GatewayEffect(connection: id, order: .send(resumed)))
        }
        return effects
    }

    private mutating func members(_ data: JSONValue, to id: ConnectionID) -> [GatewayEffect] {
        guard let sessionID = connections[id]?.sessionID, let session = sessions[sessionID] else {
            return close(id, .notAuthenticated)
        }
        let chunk = JSONValue.members([
            "guild_id": .string(guild.id), "chunk_index": 0, "chunk_count": 1, "not_found": [],
            "members": .array([guild.member(.midjourney), guild.member(session.account)]),
            "nonce": data["nonce"],
        ])
        guard let payload = sessions[sessionID]?.record("GUILD_MEMBERS_CHUNK", chunk) else {
            return []
        }
        return [GatewayEffect(connection: id, order: .send(payload))]
    }

    private mutating func close(_ id: ConnectionID, _ code: CloseCode) -> [GatewayEffect] {
        close(id, code.rawValue)
    }

    private mutating func close(_ id: ConnectionID, _ number: UInt16) -> [GatewayEffect] {
        let code = CloseCode(rawValue: number)
        if code?.endsSession ?? false { endSession(of: id) }
        closed(id, code: nil)
        return [GatewayEffect(connection: id, order: .close(number, code?.reason ?? ""))]
    }

    private mutating func endSession(of id: ConnectionID) {
        guard let session = connections[id]?.sessionID else { return }
        connections[id]?.sessionID = nil
        forget(session)
    }

    private mutating func forget(_ session: String) {
        sessions[session] = nil
        order.removeAll { $0 == session }
    }

    /// Ends the session that has been without a connection longest, or else the oldest.
    private mutating func forgetOldest() {
        guard let oldest = order.first(where: { sessions[$0]?.connection == nil }) ?? order.first
        else { return }
        forget(oldest)
    }

    /// Bots have had to send intents since version 8.
    private static func areValid(_ intents: Int64?, version: Int) -> Bool {
        guard let intents else { return version < 8 }
        return intents >= 0 && intents < Intents.highest * 2
    }

    /// `[number, count]`, the number from 0; or nothing.
    private static func isValid(shard: JSONValue?) -> Bool {
        guard let shard, shard != .null else { return true }
        guard let number = shard[0]?.int, let count = shard[1]?.int else { return false }
        return (0..<max(0, count)).contains(number)
    }

    private static func payload(
        _ opcode: Opcode, _ data: JSONValue, to id: ConnectionID
    ) -> GatewayEffect {
        let text = """
            {"t":null,"s":null,"op":\(opcode.rawValue),"d":\(data.text)}
            """
        return GatewayEffect(connection: id, order: .send(text))
    }

    /// 128 random bits in hexadecimal, as Discord's are.
    private static func sessionID(_ random: any RandomSource) -> String {
        (0..<2).map { _ in
            let digits = String(random.next(), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
