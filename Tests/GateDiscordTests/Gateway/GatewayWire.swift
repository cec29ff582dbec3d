import GateCore
import GateTestKit
import Testing

@testable import GateDiscord

/// A session under test, with the clock and the server's side of the wire in hand.
struct GatewayWire {
    var session: GatewaySession
    var now = Instant(sinceStart: .seconds(1000))
    /// The number of the latest socket.
    private(set) var socket = 0
    /// The latest setting of each timer that was not used up.
    private(set) var timers: [GatewayTimer.Kind: (timer: GatewayTimer, delay: Duration)] = [:]
    private let random: any RandomSource

    init(
        bot: String? = nil, url: String = "wss://gateway.discord.gg",
        random: any RandomSource = SeededRandom(seed: 1)
    ) throws {
        let account = DiscordAccount(
            userToken: "user-token", botToken: bot, guildID: "1", channelID: "2")
        session = GatewaySession(account: account, home: try #require(GatewayAddress(url)))
        self.random = random
    }

    mutating func feed(_ input: GatewayInput) -> [GatewayAction] {
        let actions = session.handle(input, now: now, random: random)
        for action in actions {
            if case .connect(_, let number) = action { socket = number }
            if case .setTimer(let timer, let delay) = action { timers[timer.kind] = (timer, delay) }
        }
        return actions
    }

    mutating func frame(_ frame: JSONValue) -> [GatewayAction] { feed(.frame(frame, socket)) }

    mutating func event(_ name: String, _ number: Int64, _ data: JSONValue = [:]) -> [GatewayAction]
    {
        frame(["op": 0, "t": .string(name), "s": .int(number), "d": data])
    }

    /// Lets the clock run to a timer, and feeds it.
    mutating func fire(_ kind: GatewayTimer.Kind) throws -> [GatewayAction] {
        let set = try #require(timers[kind])
        timers[kind] = nil
        now = now + set.delay
        return feed(.timer(set.timer))
    }

    /// Opens the socket that was asked for, and says hello.
    mutating func greet() -> [GatewayAction] {
        _ = feed(.opened(socket))
        return frame(["op": 10, "d": ["heartbeat_interval": 41_250]])
    }

    /// From nothing to a session.
    mutating func stand(resumeURL: JSONValue = "wss://resume.discord.gg") -> [GatewayAction] {
        _ = feed(.start)
        _ = greet()
        return ready(resumeURL: resumeURL)
    }

    mutating func ready(
        id: JSONValue = "session-1", resumeURL: JSONValue = "wss://resume.discord.gg"
    ) -> [GatewayAction] {
        event("READY", 1, ["session_id": id, "resume_gateway_url": resumeURL])
    }
}

extension [GatewayAction] {
    var sent: [JSONValue] {
        compactMap { action in if case .send(let value) = action { value } else { nil } }
    }

    var ops: [Int64] { sent.compactMap { $0["op"]?.int } }

    var dispatched: [String] {
        compactMap { action in if case .dispatch(let name, _) = action { name } else { nil } }
    }

    var closeCode: Int? {
        lazy.compactMap { action in if case .close(let code) = action { code } else { nil } }.first
    }

    var address: GatewayAddress? {
        lazy.compactMap { action in
            if case .connect(let address, _) = action { address } else { nil }
        }.first
    }

    var parkReason: String? {
        lazy.compactMap { action in if case .park(let why) = action { why.reason } else { nil } }
            .first
    }
}
