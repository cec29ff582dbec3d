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

    let accounts: AccountBook
    let guild: GuildCard
    let address: String
    let random: any RandomSource
    var connections: [ConnectionID: GatewayConnection] = [:]
    var sessions: [String: GatewaySession] = [:]
    /// Ids of sessions, oldest first.
    var order: [String] = []
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
        if conditions.tunables.gatewayDown {
            return (id, [GatewayEffect(connection: id, order: .drop)])
        }
        guard (6...10).contains(version) else {
            return (id, [GatewayEffect(connection: id, order: .close(.invalidVersion))])
        }
        connections[id] = GatewayConnection(version: version, at: conditions.now)
        let hello: JSONValue = [
            "heartbeat_interval": .int(conditions.tunables.heartbeat.milliseconds),
            "_trace": [],
        ]
        let greeting = Self.payload(.hello, hello, to: id)
        guard let code = conditions.tunables.closeOnHello else { return (id, [greeting]) }
        return (id, [greeting] + close(id, code))
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
    mutating func publish(
        _ event: GatewayEvent, _ conditions: Conditions
    ) -> [GatewayEffect] {
        var effects: [GatewayEffect] = []
        for id in order {
            guard let payloads = sessions[id]?.deliver(event, conditions.tunables),
                let connection = sessions[id]?.connection
            else { continue }
            effects += payloads.map { GatewayEffect(connection: connection, order: .send($0)) }
        }
        return effects
    }

    private mutating func endSessions() {
        for id in connections.keys { connections[id]?.sessionID = nil }
        sessions = [:]
        order = []
    }

    /// Does something to all connections.
    mutating func disturb(_ disturbance: GatewayDisturbance) -> [GatewayEffect] {
        if case .endSessions = disturbance { endSessions() }
        return connections.keys.sorted { $0.number < $1.number }.flatMap { id -> [GatewayEffect] in
            switch disturbance {
            case .drop: return [GatewayEffect(connection: id, order: .drop)]
            case .heartbeatRequest: return [Self.payload(.heartbeat, .null, to: id)]
            case .reconnect: return [Self.payload(.reconnect, .null, to: id)]
            case .invalidSession(let resumable):
                if !resumable { endSession(of: id) }
                return [Self.payload(.invalidSession, .bool(resumable), to: id)]
            case .endSessions: return []
            case .close(let number): return close(id, number)
            }
        }
    }
}

extension GatewayState {
    mutating func close(_ id: ConnectionID, _ code: CloseCode) -> [GatewayEffect] {
        close(id, code.rawValue)
    }

    mutating func close(_ id: ConnectionID, _ number: UInt16) -> [GatewayEffect] {
        let code = CloseCode(rawValue: number)
        if code?.endsSession ?? false { endSession(of: id) }
        closed(id, code: nil)
        return [GatewayEffect(connection: id, order: .close(number, code?.reason ?? ""))]
    }

    mutating func endSession(of id: ConnectionID) {
        guard let session = connections[id]?.sessionID else { return }
        connections[id]?.sessionID = nil
        forget(session)
    }

    mutating func forget(_ session: String) {
        sessions[session] = nil
        order.removeAll { $0 == session }
    }

    /// When there are too many sessions, ends the oldest of those without a connection, or
    /// else the oldest.
    mutating func makeRoom() {
        guard order.count > Self.mostSessions,
            let oldest = order.first(where: { sessions[$0]?.connection == nil }) ?? order.first
        else { return }
        forget(oldest)
    }

    static func payload(
        _ opcode: Opcode, _ data: JSONValue, to id: ConnectionID
    ) -> GatewayEffect {
        let text = """
            {"t":null,"s":null,"op":\(opcode.rawValue),"d":\(data.text)}
            """
        return GatewayEffect(connection: id, order: .send(text))
    }
}
