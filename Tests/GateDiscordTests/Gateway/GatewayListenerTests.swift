import Foundation
import GateCore
import Logging
import Synchronization
import Testing

@testable import GateDiscord

@Suite("Over a real socket, the listener", .timeLimit(.minutes(1)))
struct GatewayListenerTests {
    @Test("makes a session, tells what it sees, and resumes it elsewhere without a gap")
    func journey() async throws {
        try await GatewayStage.play(try await GatewayStage()) { stage in
            #expect(stage.state.health == .connecting)
            let first = try await stage.meet()
            #expect(first.target == "/gateway?encoding=json&v=9&compress=zlib-stream")
            #expect(first.greeting["op"] == 2)
            #expect(first.greeting["d"]?["token"] == "user-token")
            try await first.client.send(stage.ready())
            try await first.client.send(GatewayStage.progress(15, 2))
            #expect(try await stage.signal().kind == .progressed(15))
            #expect(stage.state.health == .connected)
            #expect(stage.state.sessionID == "session-1")

            try await first.client.send(["op": 7])
            let code = try #require(try await stage.closeCode())
            #expect(code != 1000 && code != 1001)
            let second = try await stage.meet()
            #expect(second.target == "/again?encoding=json&v=9&compress=zlib-stream")
            #expect(
                second.greeting["d"]
                    == ["token": "user-token", "session_id": "session-1", "seq": 2])
            #expect(stage.state.health == .connecting)
            try await second.client.send(GatewayStage.progress(15, 2))
            try await second.client.send(GatewayStage.progress(31, 3))
            try await second.client.send(["op": 0, "t": "RESUMED", "s": 4, "d": [:]])
            try await second.client.send(GatewayStage.progress(46, 5))
            #expect(try await stage.signal().kind == .progressed(31))
            #expect(try await stage.signal().kind == .progressed(46))
            #expect(stage.state.health == .connected)
            #expect(stage.state.sessionID == "session-1")
        }
    }

    @Test("comes back after the connection just ends")
    func dropped() async throws {
        try await GatewayStage.play(try await GatewayStage()) { stage in
            let first = try await stage.meet()
            try await first.client.send(stage.ready())
            await stage.until { $0.health == .connected }
            try await first.client.drop()
            #expect(try await stage.meet().greeting["op"] == 6)
        }
    }

    @Test("beats as HELLO says, and leaves a connection that does not answer")
    func zombie() async throws {
        try await GatewayStage.play(try await GatewayStage(pulse: 50)) { stage in
            _ = try await stage.meet()
            let code = try #require(try await stage.closeCode())
            #expect(code != 1000 && code != 1001)
        }
    }

    @Test("beats at once when asked")
    func requestedBeat() async throws {
        try await GatewayStage.play(try await GatewayStage()) { stage in
            let client = try await stage.meet().client
            try await client.send(stage.ready())
            try await client.send(["op": 11])
            try await client.send(["op": 1])
            // The seed's first beat is due at once, before or after READY is read.
            _ = try await stage.hear(1)
            #expect(try await stage.hear(1)["d"] == 1)
        }
    }

    @Test("answers pings, and puts fragments together")
    func fragments() async throws {
        try await GatewayStage.play(try await GatewayStage()) { stage in
            let client = try await stage.meet().client
            try await client.send(stage.ready())
            let json = try String(
                decoding: JSONEncoder().encode(GatewayStage.progress(62, 2)), as: UTF8.self)
            let cut = json.index(json.startIndex, offsetBy: 40)
            try await client.send(parts: [String(json[..<cut]), "", String(json[cut...])])
            #expect(try await stage.pong() == "between")
            #expect(try await stage.signal().kind == .progressed(62))
        }
    }

    @Test("lets go of what is no JSON")
    func garbage() async throws {
        try await GatewayStage.play(try await GatewayStage()) { stage in
            let client = try await stage.meet().client
            try await client.send(stage.ready())
            try await client.send(parts: ["{\"op\":"])
            try await client.send(GatewayStage.progress(62, 2))
            #expect(try await stage.signal().kind == .progressed(62))
        }
    }

    @Test("reads messages back, oldest first, with each new session and no resumed one")
    func readsBack() async throws {
        let asked = Counter()
        let history: GatewayListener.History = { _ in
            if asked.next() == 1 { throw URLError(.timedOut) }
            let someone: JSONValue = ["id": "5", "username": "someone"]
            return [
                MidjourneyEvents.message("**b** - <@42> (15%) (fast)", id: "3"),
                MidjourneyEvents.message("**x** - <@42> (99%) (fast)", ["author": someone]),
                MidjourneyEvents.notice(MidjourneyEvents.embed("Blocked", "Once.")),
                MidjourneyEvents.message("**a** - <@42> (Waiting to start)", id: "2"),
            ]
        }
        try await GatewayStage.play(try await GatewayStage(history: history)) { stage in
            let first = try await stage.meet()
            try await first.client.send(stage.ready())
            #expect(try await stage.signal().keys.prompt == "a")
            #expect(try await stage.signal().failure != nil)
            #expect(try await stage.signal().keys.prompt == "b")
            #expect(stage.state.health == .connected, "An old notice parks nothing.")
            try await first.client.drop()
            let second = try await stage.meet()
            try await second.client.send(["op": 0, "t": "RESUMED", "s": 2, "d": [:]])
            try await second.client.send(GatewayStage.progress(31, 3))
            #expect(try await stage.signal().kind == .progressed(31))
            #expect(asked.count == 2)
            try await second.client.send(stage.ready("session-2"))
            #expect(try await stage.signal().keys.prompt == "a")
            #expect(stage.state.sessionID == "session-2")
        }
    }

    @Test("as a bot keeps its session's id from the user's interactions")
    func bot() async throws {
        try await GatewayStage.play(try await GatewayStage(bot: "bot-token")) { stage in
            let first = try await stage.meet()
            #expect(first.greeting["d"]?["intents"] == 37377)
            try await first.client.send(stage.ready())
            await stage.until { $0.health == .connected }
            #expect(stage.state.sessionID == nil)
        }
    }

    @Test("parks the account when Discord refuses the token")
    func refusedToken() async throws {
        try await GatewayStage.play(try await GatewayStage()) { stage in
            try await stage.meet().client.close(code: 4004)
            await stage.until { if case .parked = $0.health { true } else { false } }
        }
    }

    @Test("parks the account when Midjourney stops it, and goes on listening")
    func stoppedAccount() async throws {
        try await GatewayStage.play(try await GatewayStage()) { stage in
            let client = try await stage.meet().client
            try await client.send(stage.ready())
            let notice = MidjourneyEvents.notice(
                MidjourneyEvents.embed("Subscription paused", "Pay."))
            try await client.send(["op": 0, "t": "MESSAGE_CREATE", "s": 2, "d": notice])
            #expect(try await stage.signal().failure?.reason == "Subscription paused: Pay.")
            #expect(stage.state.health == .parked("Midjourney: Subscription paused: Pay."))
            try await client.send(GatewayStage.progress(31, 3))
            #expect(try await stage.signal().kind == .progressed(31))
        }
    }

    @Test("tries again when the handshake is refused")
    func refusedHandshake() async throws {
        try await GatewayStage.play(try await GatewayStage(refusals: 2)) { stage in
            let first = try await stage.meet()
            #expect(first.greeting["op"] == 2)
        }
    }

    @Test("goes through an HTTP proxy, which alone resolves the name")
    func proxy() async throws {
        let connect =
            "CONNECT gateway.invalid:77 HTTP/1.1\r\nHost: gateway.invalid:77\r\n"
            + "Proxy-Authorization: Basic bWU6c2VjcmV0\r\n\r\n"
        try await GatewayStage.play(try await GatewayStage(tunnel: connect)) { stage in
            let first = try await stage.meet()
            #expect(first.target == "/gateway?encoding=json&v=9&compress=zlib-stream")
            try await first.client.send(stage.ready())
            await stage.until { $0.health == .connected }
        }
    }

    @Test("says goodbye so that the session can be resumed, and ends its signals")
    func goodbye() async throws {
        var stage = try await GatewayStage()
        let running = Task { [listener = stage.listener] in try await listener.run() }
        let first = try await stage.meet()
        try await first.client.send(stage.ready())
        await stage.until { $0.health == .connected }
        running.cancel()
        let code = try #require(try await stage.closeCode())
        #expect(code != 1000 && code != 1001)
        try await running.value
        var rest = stage.listener.signals.makeAsyncIterator()
        #expect(await rest.next() == nil)
        try await stage.server.stop()
    }

    @Test(
        "parks at once with settings that cannot work, and waits to be ended",
        arguments: [
            ("https://gateway.discord.gg", nil, "DISCORD_GATEWAY_URL"),
            ("", nil, "DISCORD_GATEWAY_URL"),
            ("ws://127.0.0.1:1", "socks5://127.0.0.1:1", "PROXY_URL"),
        ] as [(String, String?, String)])
    func badSettings(url: String, proxy: String?, name: String) async throws {
        let account = DiscordAccount(
            userToken: "t", guildID: "1", channelID: "2", proxyURL: proxy, gatewayURL: url)
        let state = AccountState(time: SystemTime())
        let listener = GatewayListener(
            account: account, state: state, time: SystemTime(), random: SystemRandom(),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let running = Task { try await listener.run() }
        while state.health == .connecting { await Task.yield() }
        guard case .parked(let reason) = state.health else {
            Issue.record("not parked")
            return
        }
        #expect(reason.contains(name))
        running.cancel()
        try await running.value
    }
}

/// Counts calls from any thread.
private final class Counter: Sendable {
    private let value = Mutex(0)

    var count: Int { value.withLock { $0 } }

    func next() -> Int {
        value.withLock { value in
            value += 1
            return value
        }
    }
}
