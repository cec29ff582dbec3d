import GateCore
import GateTestKit
import Testing

@testable import GateDiscord

@Suite("A Gateway session")
struct GatewaySessionTests {
    @Test("connects where the account says, asking for compressed JSON in version 9")
    func connects() throws {
        var wire = try GatewayWire(url: "ws://127.0.0.1:4000/gateway?x=1&v=8")
        let address = try #require(wire.feed(.start).address)
        #expect(address.target == "/gateway?x=1&encoding=json&v=9&compress=zlib-stream")
        #expect(address.authority == "127.0.0.1:4000")
        #expect(wire.feed(.start).isEmpty, "It begins once.")
    }

    @Test("identifies as a user with capabilities, and without intents")
    func identifiesAsUser() throws {
        var wire = try GatewayWire()
        _ = wire.feed(.start)
        let sent = try #require(wire.greet().sent.first)
        #expect(sent["op"] == 2)
        #expect(sent["d"]?["token"] == "user-token")
        #expect(sent["d"]?["capabilities"] == 16381)
        #expect(sent["d"]?["compress"] == false)
        #expect(sent["d"]?["intents"] == nil)
        #expect(sent["d"]?["properties"]?["os"]?.string != nil)
        #expect(sent["d"]?["presence"]?["status"] == "online")
        #expect(sent["d"]?["client_state"]?["guild_versions"] == [:])
    }

    @Test("identifies as a bot with intents, and without capabilities")
    func identifiesAsBot() throws {
        var wire = try GatewayWire(bot: "bot-token")
        _ = wire.feed(.start)
        let sent = try #require(wire.greet().sent.first)
        #expect(sent["d"]?["token"] == "bot-token")
        #expect(sent["d"]?["intents"] == 37377)
        #expect(sent["d"]?["capabilities"] == nil)
    }

    @Test("says nothing before HELLO, and greets once")
    func waitsForHello() throws {
        var wire = try GatewayWire()
        _ = wire.feed(.start)
        #expect(wire.feed(.opened(wire.socket)).sent.isEmpty)
        #expect(wire.frame(["op": 10, "d": ["heartbeat_interval": 100]]).ops == [2])
        #expect(wire.frame(["op": 10, "d": ["heartbeat_interval": 100]]).isEmpty)
    }

    @Test("tells of READY with the session's id")
    func ready() throws {
        var wire = try GatewayWire()
        #expect(wire.stand().contains(.ready(sessionID: "session-1")))
    }

    @Test("hands on each event once, in order, whatever is replayed or late")
    func dispatchesOnce() throws {
        var wire = try GatewayWire()
        _ = wire.stand()
        #expect(wire.event("A", 2).dispatched == ["A"])
        #expect(wire.event("C", 4).dispatched == ["C"])
        #expect(wire.event("B", 3).dispatched == ["B"], "Late is not lost.")
        #expect(wire.event("B", 3).dispatched == [])
        #expect(wire.event("A", 2).dispatched == [])
        #expect(try wire.fire(.heartbeat).sent == [["op": 1, "d": 4]])
    }

    @Test("waits a random part of the interval before the first heartbeat")
    func firstBeat() throws {
        var delays: Set<Duration> = []
        for seed in 1...20 as ClosedRange<UInt64> {
            var wire = try GatewayWire(random: SeededRandom(seed: seed))
            _ = wire.stand()
            let delay = try #require(wire.timers[.heartbeat]?.delay)
            #expect(delay >= .zero && delay < .milliseconds(41_250))
            delays.insert(delay)
        }
        #expect(delays.count > 15)
    }

    @Test("beats with null before the first event, then with the last number")
    func beats() throws {
        var wire = try GatewayWire()
        _ = wire.feed(.start)
        _ = wire.greet()
        #expect(try wire.fire(.heartbeat).sent == [["op": 1, "d": .null]])
        #expect(wire.timers[.heartbeat]?.delay == .milliseconds(41_250))
        _ = wire.frame(["op": 11])
        _ = wire.ready()
        #expect(try wire.fire(.heartbeat).sent == [["op": 1, "d": 1]])
    }

    @Test("beats at once when asked, which is no missed answer")
    func beatsOnRequest() throws {
        var wire = try GatewayWire()
        _ = wire.stand()
        #expect(wire.frame(["op": 1]).sent == [["op": 1, "d": 1]])
        #expect(try wire.fire(.heartbeat).ops == [1])
    }

    @Test("stays below Discord's limit of sends, however often it is asked")
    func boundsSends() throws {
        var wire = try GatewayWire()
        _ = wire.stand()
        let answers = (0..<500).map { _ in wire.frame(["op": 1]).sent.count }.reduce(0, +)
        #expect(answers < 110)
        wire.now = wire.now + .seconds(61)
        #expect(wire.frame(["op": 1]).ops == [1])
    }

    @Test("takes a missing answer for a dead connection, and resumes over a new one")
    func zombie() throws {
        var wire = try GatewayWire()
        _ = wire.stand()
        _ = wire.event("A", 7)
        _ = try wire.fire(.heartbeat)
        let actions = try wire.fire(.heartbeat)
        let code = try #require(actions.closeCode)
        #expect(code != 1000 && code != 1001)
        #expect(actions.contains(.interrupted))
        #expect(wire.event("LATE", 8).isEmpty, "What comes while closing is replayed later.")
        _ = wire.feed(.closed(code: nil, wire.socket))
        let address = try #require(try wire.fire(.reconnect).address)
        #expect(address.host == "resume.discord.gg")
        #expect(address.target == "/?encoding=json&v=9&compress=zlib-stream")
        let resume = try #require(wire.greet().sent.first)
        #expect(resume["op"] == 6)
        #expect(resume["d"] == ["token": "user-token", "session_id": "session-1", "seq": 7])
    }

    @Test("dispatches what is replayed, and then stands again without a new session")
    func resumes() throws {
        var wire = try GatewayWire()
        _ = wire.stand()
        _ = wire.event("A", 2)
        #expect(wire.feed(.closed(code: 4000, wire.socket)).contains(.interrupted))
        _ = try wire.fire(.reconnect)
        #expect(wire.greet().ops == [6])
        #expect(wire.event("A", 2).dispatched == [])
        #expect(wire.event("B", 3).dispatched == ["B"])
        let actions = wire.event("RESUMED", 4)
        #expect(actions.contains(.resumed))
        #expect(!actions.contains { if case .ready = $0 { true } else { false } })
    }

    @Test("reconnects and resumes when the server asks for it")
    func opSeven() throws {
        var wire = try GatewayWire()
        _ = wire.stand()
        #expect(wire.frame(["op": 7]).closeCode == 4000)
        _ = wire.feed(.closed(code: 4000, wire.socket))
        #expect(wire.timers[.reconnect].map { $0.delay <= .seconds(1) } == true)
        _ = try wire.fire(.reconnect)
        #expect(wire.greet().ops == [6])
    }

    @Test("waits 1 to 5 s after an invalid session, then resumes or identifies as told")
    func opNine() throws {
        for isResumable in [true, false] {
            for seed in 1...10 as ClosedRange<UInt64> {
                var wire = try GatewayWire(random: SeededRandom(seed: seed))
                _ = wire.stand()
                wire.now = wire.now + .seconds(60)
                #expect(wire.frame(["op": 9, "d": .bool(isResumable)]).closeCode == 4000)
                _ = wire.feed(.closed(code: 4000, wire.socket))
                let delay = try #require(wire.timers[.reconnect]?.delay)
                #expect(delay >= .seconds(1) && delay <= .seconds(5))
                let address = try #require(try wire.fire(.reconnect).address)
                #expect(address.host == (isResumable ? "resume" : "gateway") + ".discord.gg")
                #expect(wire.greet().ops == [isResumable ? 6 : 2])
            }
        }
    }

    @Test(
        "resumes after these closes",
        arguments: [nil, 1000, 1001, 1006, 4000, 4001, 4002, 4003, 4005, 4008, 4999])
    func closesThatResume(code: Int?) throws {
        var wire = try GatewayWire()
        _ = wire.stand()
        _ = wire.feed(.closed(code: code, wire.socket))
        _ = try wire.fire(.reconnect)
        #expect(wire.greet().ops == [6])
    }

    @Test("makes a new session after these closes", arguments: [4006, 4007, 4009])
    func closesThatRenew(code: Int) throws {
        var wire = try GatewayWire()
        _ = wire.stand()
        _ = wire.event("A", 900)
        _ = wire.feed(.closed(code: code, wire.socket))
        let address = try #require(try wire.fire(.reconnect).address)
        #expect(address.host == "gateway.discord.gg")
        #expect(wire.greet().ops == [2])
        _ = wire.ready(id: "session-2")
        #expect(wire.event("B", 2).dispatched == ["B"], "A new session counts anew.")
    }

    @Test(
        "parks after these closes, with a reason", arguments: [4004, 4010, 4011, 4012, 4013, 4014])
    func closesThatPark(code: Int) throws {
        var wire = try GatewayWire()
        _ = wire.stand()
        let actions = wire.feed(.closed(code: code, wire.socket))
        #expect(try #require(actions.parkReason).contains("\(code)"))
        #expect(!actions.contains { if case .setTimer = $0 { true } else { false } })
        #expect(wire.feed(.start).isEmpty)
    }

    @Test("waits longer each time, and is not soothed by connections that do not last")
    func backsOff() throws {
        var wire = try GatewayWire(random: LargestRandom())
        _ = wire.stand()
        var delays: [Duration] = []
        for _ in 0..<8 {
            _ = wire.feed(.closed(code: nil, wire.socket))
            delays.append(try #require(wire.timers[.reconnect]?.delay))
            _ = try wire.fire(.reconnect)
            _ = wire.greet()
            _ = wire.event("RESUMED", 100)
            _ = wire.frame(["op": 11])
        }
        let seconds = delays.map { Int($0.components.seconds + 1) }
        #expect(seconds == [1, 2, 4, 8, 16, 32, 60, 60])
    }

    @Test("begins anew with short waits once a connection has lasted")
    func backoffResets() throws {
        var wire = try GatewayWire(random: LargestRandom())
        _ = wire.stand()
        for _ in 0..<5 {
            _ = wire.feed(.closed(code: nil, wire.socket))
            _ = try wire.fire(.reconnect)
            _ = wire.greet()
        }
        _ = wire.event("RESUMED", 100)
        wire.now = wire.now + .seconds(11)
        _ = wire.frame(["op": 11])
        _ = wire.feed(.closed(code: nil, wire.socket))
        #expect(wire.timers[.reconnect].map { $0.delay <= .seconds(1) } == true)
    }

    @Test("gives up a session that cannot be resumed, and an address that leads nowhere")
    func givesUp() throws {
        var wire = try GatewayWire()
        _ = wire.stand()
        _ = wire.feed(.closed(code: nil, wire.socket))
        for attempt in 0..<3 {
            let address = try #require(try wire.fire(.reconnect).address)
            #expect(address.host == "resume.discord.gg", "\(attempt)")
            _ = wire.feed(.closed(code: nil, wire.socket))
        }
        let address = try #require(try wire.fire(.reconnect).address)
        #expect(address.host == "gateway.discord.gg")
        #expect(wire.greet().ops == [6], "The session may still stand.")
        for _ in 0..<2 {
            _ = wire.feed(.closed(code: nil, wire.socket))
            _ = try wire.fire(.reconnect)
            #expect(wire.greet().ops == [6])
        }
        _ = wire.feed(.closed(code: nil, wire.socket))
        _ = try wire.fire(.reconnect)
        #expect(wire.greet().ops == [2])
    }

    @Test("does not wait for ever: for a socket, for HELLO, for READY")
    func patience() throws {
        for step in 0..<3 {
            var wire = try GatewayWire()
            _ = wire.feed(.start)
            if step == 1 { _ = wire.feed(.opened(wire.socket)) }
            if step == 2 { _ = wire.greet() }
            #expect(try wire.fire(.patience).closeCode == 4000)
            _ = wire.feed(.closed(code: nil, wire.socket))
            #expect(try wire.fire(.reconnect).address != nil)
        }
        var wire = try GatewayWire()
        _ = wire.stand()
        #expect(try wire.fire(.patience).isEmpty, "It stands; nothing is waited for.")
    }

    @Test("ignores what comes from sockets and timers of the past")
    func ignoresThePast() throws {
        var wire = try GatewayWire()
        _ = wire.stand()
        let old = wire.socket
        let beat = try #require(wire.timers[.heartbeat]?.timer)
        _ = wire.feed(.closed(code: nil, old))
        _ = try wire.fire(.reconnect)
        #expect(wire.feed(.closed(code: 4004, old)).isEmpty)
        #expect(wire.feed(.opened(old)).isEmpty)
        #expect(wire.feed(.timer(beat)).isEmpty)
        _ = wire.greet()
        #expect(wire.feed(.frame(["op": 7], old)).isEmpty)
        #expect(wire.event("RESUMED", 2).contains(.resumed))
    }

    @Test("resumes where READY says, but neither nowhere nor in the clear")
    func resumeAddresses() throws {
        let cases: [(home: String, resume: JSONValue, expected: String)] = [
            ("wss://a.gg", "wss://b.gg", "b.gg:443/?encoding=json&v=9&compress=zlib-stream"),
            ("wss://a.gg", "ws://b.gg", "a.gg:443/?encoding=json&v=9&compress=zlib-stream"),
            ("wss://a.gg", "", "a.gg:443/?encoding=json&v=9&compress=zlib-stream"),
            ("wss://a.gg", .null, "a.gg:443/?encoding=json&v=9&compress=zlib-stream"),
            ("wss://a.gg", "https://b.gg", "a.gg:443/?encoding=json&v=9&compress=zlib-stream"),
            ("ws://h:1/gateway", "ws://h:2", "h:2/gateway?encoding=json&v=9&compress=zlib-stream"),
            (
                "ws://h:1/gateway", "ws://h:2/other/?x=1",
                "h:2/other/?encoding=json&v=9&compress=zlib-stream"
            ),
            (
                "ws://h:1/g?t=1&compress=zlib-stream", "ws://h:1/",
                "h:1/g?t=1&encoding=json&v=9&compress=zlib-stream"
            ),
            ("ws://[::1]:5", "ws://[::1]:6/", "[::1]:6/?encoding=json&v=9&compress=zlib-stream"),
        ]
        for (home, resume, expected) in cases {
            var wire = try GatewayWire(url: home)
            _ = wire.stand(resumeURL: resume)
            _ = wire.feed(.closed(code: nil, wire.socket))
            let address = try #require(try wire.fire(.reconnect).address)
            #expect(address.authority + address.target == expected)
        }
    }

    @Test("makes no more than 200 new sessions a day, however often they are refused")
    func boundsIdentifies() throws {
        var wire = try GatewayWire()
        _ = wire.feed(.start)
        var identified: [Instant] = []
        while wire.now.sinceStart < .seconds(3 * 86_400) {
            if wire.greet().ops == [2] { identified.append(wire.now) }
            _ = wire.frame(["op": 9, "d": false])
            _ = wire.feed(.closed(code: nil, wire.socket))
            _ = try wire.fire(.reconnect)
        }
        #expect(identified.count > 300)
        for (index, instant) in identified.enumerated() {
            let sameDay = identified[index...].prefix { $0 - instant < .seconds(86_400) }
            #expect(sameDay.count <= 200)
            if index > 0 { #expect(instant - identified[index - 1] >= .seconds(5)) }
        }
    }

    @Test("survives frames that make no sense")
    func survivesNonsense() throws {
        var wire = try GatewayWire()
        _ = wire.stand()
        let frames: [JSONValue] = [
            .null, [], "x", 5, [:], ["op": "0"], ["op": 0], ["op": 0, "t": 5], ["op": 99],
            ["op": 0, "t": "X", "s": "5"], ["op": 0, "t": "X", "s": .int(.min)],
            ["op": 11, "d": 5],
        ]
        for frame in frames { _ = wire.frame(frame) }
        #expect(wire.event("A", 2).dispatched == ["A"])
        #expect(wire.event("B", .max).dispatched == ["B"])
        #expect(wire.event("C", .max).dispatched == [])
    }
}

/// Always the largest, so that jitter shows its bound.
private struct LargestRandom: RandomSource {
    func next() -> UInt64 { .max }
}
