import GateCore
import Logging
import Testing

@testable import GateDiscord

/// A listener and a server that talk over a real socket, without any waiting in between:
/// where chance decides how long to wait, it decides for not at all.
struct GatewayStage {
    let state = AccountState(time: SystemTime())
    let server: GatewayTestServer
    let listener: GatewayListener
    private var events: AsyncStream<GatewayTestServer.Event>.Iterator
    private var signals: AsyncStream<TaskSignal>.Iterator

    init(
        bot: String? = nil, pulse: Int = 41_250, refusals: Int = 0, tunnel: String? = nil,
        history: GatewayListener.History? = nil
    ) async throws {
        server = try await GatewayTestServer(pulse: pulse, refusals: refusals, tunnel: tunnel)
        // A name under .invalid never resolves: only the proxy can know where it leads.
        let host = tunnel == nil ? "127.0.0.1:\(server.port)" : "gateway.invalid:77"
        let account = DiscordAccount(
            userToken: "user-token", botToken: bot, guildID: "1",
            channelID: MidjourneyEvents.channel,
            proxyURL: tunnel == nil ? nil : "http://me:secret@127.0.0.1:\(server.port)",
            gatewayURL: "ws://\(host)/gateway")
        listener = GatewayListener(
            account: account, state: state, time: SystemTime(), random: NoChance(),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, history: history)
        events = server.events.makeAsyncIterator()
        signals = listener.signals.makeAsyncIterator()
    }

    /// Runs the listener while `play` plays the server.
    static func play(
        _ stage: GatewayStage, _ play: (inout GatewayStage) async throws -> Void
    ) async throws {
        var stage = stage
        let running = Task { [listener = stage.listener] in try await listener.run() }
        do {
            try await play(&stage)
        } catch {
            running.cancel()
            throw error
        }
        running.cancel()
        try await running.value
        try await stage.server.stop()
    }

    /// The next connection, and the first thing that the client says over it.
    mutating func meet() async throws -> (
        client: GatewayTestClient, target: String, greeting: JSONValue
    ) {
        while let event = await events.next() {
            guard case .opened(let client, let target) = event else { continue }
            return (client, target, try await hear(2, 6))
        }
        throw CancellationError()
    }

    /// The next message of the client with one of these op codes; heartbeats in between are
    /// passed over.
    mutating func hear(_ ops: Int64...) async throws -> JSONValue {
        while let event = await events.next() {
            guard case .received(let value, let masked) = event else { continue }
            #expect(masked, "Clients mask their frames.")
            if let op = value["op"]?.int, ops.contains(op) { return value }
        }
        throw CancellationError()
    }

    mutating func pong() async throws -> String {
        while let event = await events.next() {
            if case .pong(let text) = event { return text }
        }
        throw CancellationError()
    }

    mutating func closeCode() async throws -> Int? {
        while let event = await events.next() {
            if case .closing(let code) = event { return code }
        }
        throw CancellationError()
    }

    mutating func signal() async throws -> TaskSignal {
        let signal = await signals.next()
        return try #require(signal)
    }

    /// Returns once the account's state is as wanted; the test's time limit bounds it.
    func until(_ isWanted: (AccountState) -> Bool) async {
        while !isWanted(state) { await Task.yield() }
    }

    /// READY, with a session to be resumed at `/again`.
    func ready(_ id: String = "session-1") -> JSONValue {
        let data: JSONValue = [
            "session_id": .string(id), "v": 9,
            "resume_gateway_url": .string("ws://127.0.0.1:\(server.port)/again"),
        ]
        return ["op": 0, "t": "READY", "s": 1, "d": data]
    }

    /// A message of the bot that shows a job's percentage.
    static func progress(_ percent: Int, _ number: Int64) -> JSONValue {
        let message = MidjourneyEvents.message("**a cat** - <@42> (\(percent)%) (fast)")
        return ["op": 0, "t": "MESSAGE_UPDATE", "s": .int(number), "d": message]
    }
}

/// Decides for no waiting at all.
private struct NoChance: RandomSource {
    func next() -> UInt64 { 0 }
}
