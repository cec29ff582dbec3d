import GateCore

/// One order over `POST /_control`; the help in `ControlHelp` explains them.
enum ControlOrder: Sendable {
    case plan(PlannedTurn)
    case disturb(GatewayDisturbance)
    case set([String: JSONValue])

    /// Reads an order.
    /// - Throws: `ControlFault`.
    init(_ body: JSONValue) throws(ControlFault) {
        guard let members = body.object else { throw .wrong("body", "a JSON object") }
        let verbs = ["next", "do", "set"].filter { members[$0] != nil }
        guard verbs.count == 1, let verb = verbs.first else {
            if verbs.isEmpty { try Self.refuseOthers(than: [], in: members) }
            throw .wrong("body", "exactly one of next, do, set")
        }
        switch verb {
        case "next": self = .plan(try Self.planned(members))
        case "do": self = .disturb(try Self.disturbance(members))
        default: self = .set(try Self.settings(members))
        }
    }

    private static func settings(
        _ members: [String: JSONValue]
    ) throws(ControlFault) -> [String: JSONValue] {
        try refuseOthers(than: ["set"], in: members)
        guard let settings = members["set"]?.object else { throw .wrong("set", "an object") }
        return settings
    }

    private static func disturbance(
        _ members: [String: JSONValue]
    ) throws(ControlFault) -> GatewayDisturbance {
        try refuseOthers(than: ["do", "resumable", "code"], in: members)
        switch try value("do", members)?.text() {
        case "drop_socket": return .drop
        case "op1": return .heartbeatRequest
        case "op7": return .reconnect
        case "end_sessions": return .endSessions
        case "op9":
            return .invalidSession(resumable: try value("resumable", members)?.bool() ?? false)
        case "close":
            let code = try value("code", members)?.number(in: 1000...4999) ?? 4000
            return .close(UInt16(code))
        default: throw .wrong("do", "drop_socket, op1, op7, op9, end_sessions or close")
        }
    }

    private static func planned(
        _ members: [String: JSONValue]
    ) throws(ControlFault) -> PlannedTurn {
        let known = [
            "next", "on", "count", "status", "retry_after", "global", "code", "message",
            "errors", "taken", "title", "description", "color", "shared",
        ]
        try refuseOthers(than: known, in: members)
        let kind = try kind(members)
        let route = try value("on", members)?.text() ?? "interactions"
        if case .turn = kind, route != "interactions" {
            throw .wrong("on", "interactions, because the bot has no part in other calls")
        }
        return PlannedTurn(
            kind: kind, route: route,
            count: Int(try value("count", members)?.number(in: 1...1_000_000) ?? 1),
            isTaken: try value("taken", members)?.bool() ?? false,
            wording: try wording(members))
    }

    private static func kind(
        _ members: [String: JSONValue]
    ) throws(ControlFault) -> PlannedTurn.Kind {
        let name = try value("next", members)?.text() ?? ""
        if name == "hang" { return .hang }
        if name == "drop" { return .drop }
        if name == "cloudflare" { return .cloudflare }
        if name == "status" { return .status(try fault(members)) }
        guard let turn = Turn(rawValue: name) else {
            let names = Turn.allCases.map(\.rawValue).joined(separator: ", ")
            throw .wrong("next", "hang, drop, status, cloudflare, \(names)")
        }
        return .turn(turn)
    }

    private static func fault(
        _ members: [String: JSONValue]
    ) throws(ControlFault) -> DiscordFault {
        guard let status = try value("status", members)?.number(in: 400...599) else {
            throw .wrong("status", "a whole number from 400 to 599")
        }
        let isLimit = status == 429
        let retryAfter = try value("retry_after", members)?.seconds()
        return DiscordFault(
            status: Int(status),
            code: Int(try value("code", members)?.number(in: 0...1_000_000) ?? 0),
            message: try value("message", members)?.text()
                ?? (isLimit ? "The resource is being rate limited." : "\(status): ordered"),
            errors: members["errors"],
            retryAfter: isLimit ? retryAfter ?? .seconds(1) : retryAfter,
            isGlobal: try value("global", members)?.bool() ?? false,
            isShared: try value("shared", members)?.bool() ?? false)
    }

    private static func wording(
        _ members: [String: JSONValue]
    ) throws(ControlFault) -> Wording? {
        guard let title = try value("title", members)?.text() else { return nil }
        return Wording(
            title: title, text: try value("description", members)?.text() ?? "",
            color: try value("color", members)?.number(in: 0...0xFF_FFFF) ?? 0xFF_0000)
    }

    private static func value(_ name: String, _ members: [String: JSONValue]) -> ControlValue? {
        members[name].map { ControlValue(name: name, value: $0) }
    }

    private static func refuseOthers(
        than known: [String], in members: [String: JSONValue]
    ) throws(ControlFault) {
        let others = members.keys.filter { !known.contains($0) }
        guard others.isEmpty else { throw .unknown(others) }
    }
}
