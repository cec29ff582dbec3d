import GateCore

extension GatewayState {
    /// Does what a client's payload says.
    mutating func receive(
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
            id: random.hex(words: 2), account: account, token: token, intents: wanted,
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
        makeRoom()
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
}
