import GateCore
import Testing

@testable import GateFakeDiscord

@Suite("The Gateway", .timeLimit(.minutes(1)))
struct GatewayTests {
    private func post(_ text: String, to fake: RunningFake) async throws {
        let path = "/channels/\(Bodies.channel)/messages"
        let answer = try await fake.api("POST", path, ["content": .string(text)])
        #expect(answer.status == 200)
    }

    @Test("greets, acknowledges heartbeats and says READY")
    func ready() async throws {
        try await RunningFake.with { fake in
            try await GatewayClient.with(port: fake.port) { client in
                let hello = try await client.next()
                #expect(hello["op"] == 10 && hello["d"]?["heartbeat_interval"] == 41_250)
                try await client.send(["op": 1, "d": nil])
                #expect(try await client.next()["op"] == 11)
                try await client.send(GatewayClient.user)
                let ready = try await client.next()
                #expect(ready["t"] == "READY" && ready["s"] == 1)
                let data = try #require(ready["d"])
                #expect(data["v"] == 10 && data["user"]?["bot"] == false)
                #expect(data["session_id"]?.string?.count == 32)
                let resume = data["resume_gateway_url"]?.string
                #expect(resume?.hasPrefix("ws://127.0.0.1:\(fake.port)/") == true)
                #expect(data["guilds"]?[0]?["id"]?.string == Bodies.guild)
            }
        }
    }

    @Test("replays what was missed, in order, and then says RESUMED")
    func resume() async throws {
        try await RunningFake.with { fake in
            let session = try await GatewayClient.with(port: fake.port) { client in
                let ready = try await client.identify()
                try await post("seen", to: fake)
                _ = try await client.next("MESSAGE_CREATE")
                return ready["d"]?["session_id"]
            }
            for text in ["missed 1", "missed 2"] { try await post(text, to: fake) }
            try await GatewayClient.with(port: fake.port) { client in
                try await client.resume(session, after: 2)
                let events = try await client.dispatches(upTo: "RESUMED")
                #expect(events.map { $0["d"]?["content"] } == ["missed 1", "missed 2", nil])
                #expect(events.compactMap { $0["s"]?.int } == [3, 4, 5])
                try await post("live", to: fake)
                #expect(try await client.next()["d"]?["content"] == "live")
            }
        }
    }

    @Test("says op 9 to a session that it does not know, of another token, or said goodbye to")
    func invalidSession() async throws {
        try await RunningFake.with { fake in
            let known = try await GatewayClient.with(port: fake.port) { client in
                let ready = try await client.identify(
                    ["op": 2, "d": ["token": "else", "capabilities": 1, "properties": [:]]])
                return ready["d"]?["session_id"]
            }
            let left = try await GatewayClient.with(port: fake.port) { client in
                let ready = try await client.identify()
                try await client.close(1000)
                #expect(try await client.ending() == .code(1000))
                return ready["d"]?["session_id"]
            }
            for session in ["nothing", known, left] {
                try await GatewayClient.with(port: fake.port) { client in
                    try await client.resume(session, after: 1)
                    let answer = try await client.next()
                    #expect(answer["op"] == 9 && answer["d"] == false)
                    try await client.send(GatewayClient.user)
                    _ = try await client.next("READY")
                }
            }
        }
    }

    @Test("upgrades a connection that has served a call before, as pooling clients ask")
    func lateUpgrade() async throws {
        try await RunningFake.with { fake in
            let call = "GET /api/v10/gateway HTTP/1.1\r\nHost: h\r\nAuthorization: t\r\n\r\n"
            let upgrade = """
                GET /gateway?v=10 HTTP/1.1\r\nHost: h\r\nConnection: keep-alive, Upgrade\r
                Upgrade: websocket\r\nSec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n
                """
            let connection = RawConnection(port: fake.port)
            let text = try await connection.exchange([
                (call, "/gateway\"}"), (upgrade, "heartbeat_interval"),
            ])
            #expect(text.contains("101 Switching Protocols"))
            // The key and its answer are the example in RFC 6455, section 1.3.
            #expect(text.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="))
        }
    }

    @Test("compresses as one zlib stream, also in small pieces", arguments: [0, 5])
    func compressed(splitBytes: Int64) async throws {
        try await RunningFake.with { fake in
            try await fake.control(["set": ["split_bytes": .int(splitBytes)]])
            let query = "v=10&encoding=json&compress=zlib-stream"
            try await GatewayClient.with(port: fake.port, query: query) { client in
                try await client.identify()
                let text = String(repeating: "long ", count: 300)
                try await post(text, to: fake)
                #expect(try await client.next()["d"]?["content"]?.string == text)
                #expect(splitBytes == 0 ? client.messageCount == 3 : client.messageCount > 50)
            }
        }
    }

    @Test("gives bots what their intents ask for, and nothing that is the user's own")
    func bots() async throws {
        try await RunningFake.with { fake in
            try await GatewayClient.with(port: fake.port) { reader in
                try await GatewayClient.with(port: fake.port) { blind in
                    let ready = try await reader.identify(
                        GatewayClient.bot(intents: 1 | 1 << 9 | 1 << 15))
                    #expect(ready["d"]?["guilds"]?[0]?["unavailable"] == true)
                    #expect(ready["d"]?["application"]?["id"] == ready["d"]?["user"]?["id"])
                    let guild = try await reader.next("GUILD_CREATE")
                    #expect(guild["d"]?["channels"]?[0]?["id"]?.string == Bodies.channel)
                    try await blind.identify(GatewayClient.bot(intents: 1 << 9))
                    try await fake.control(["next": "banned"])
                    _ = try await fake.api("POST", "/interactions", Bodies.imagine("bad"))
                    _ = try await fake.api(
                        "POST", "/interactions", Bodies.imagine("good", nonce: "2"))
                    for (client, isBlind) in [(reader, false), (blind, true)] {
                        let events = try await client.dispatches(upTo: "MESSAGE_DELETE")
                        #expect(
                            events[0]["t"] == "MESSAGE_CREATE", "no interaction, nothing ephemeral")
                        let final = events[events.count - 2]["d"]
                        #expect((final?["content"] == "") == isBlind)
                        #expect(final?["attachments"]?.array?.isEmpty == isBlind)
                        #expect(final?["components"]?.array?.isEmpty == isBlind)
                    }
                }
            }
        }
    }

    @Test("keeps one user's ephemeral messages from another")
    func privacy() async throws {
        try await RunningFake.with { fake in
            try await GatewayClient.with(port: fake.port) { other in
                try await other.identify(
                    ["op": 2, "d": ["token": "other", "capabilities": 1, "properties": [:]]])
                try await fake.control(["next": "banned"])
                _ = try await fake.api("POST", "/interactions", Bodies.imagine("bad"))
                try await post("for all", to: fake)
                #expect(try await other.next()["d"]?["content"] == "for all")
            }
        }
    }

    @Test("does what is ordered to connections: op 7, op 9, op 1, close codes, silence")
    func disturbances() async throws {
        try await RunningFake.with { fake in
            for (order, op, data) in [
                (["do": "op7"], 7, .null), (["do": "op1"], 1, .null),
                (["do": "op9", "resumable": true], 9, true), (["do": "op9"], 9, false),
            ] as [(JSONValue, Int64, JSONValue)] {
                try await GatewayClient.with(port: fake.port) { client in
                    try await client.identify()
                    try await fake.control(order)
                    let payload = try await client.next()
                    #expect(payload["op"]?.int == op && payload["d"] == data)
                    try await client.close(1000)
                }
            }
            for (order, ending) in [
                (["do": "drop_socket"], .silent), (["do": "close", "code": 4004], .code(4004)),
                (["do": "close"], .code(4000)),
            ] as [(JSONValue, GatewayClient.Ending)] {
                try await GatewayClient.with(port: fake.port) { client in
                    try await client.identify()
                    try await fake.control(order)
                    #expect(try await client.ending() == ending)
                }
            }
        }
    }

    @Test("lets a dropped session resume, and one that was closed with 4009 not")
    func resumability() async throws {
        try await RunningFake.with { fake in
            for (order, op) in [
                (["do": "drop_socket"], 0), (["do": "op9", "resumable": true], 0),
                (["do": "close", "code": 4009], 9), (["do": "op9", "resumable": false], 9),
            ] as [(JSONValue, Int64)] {
                let session = try await GatewayClient.with(port: fake.port) { client in
                    let ready = try await client.identify()
                    try await fake.control(order)
                    return ready["d"]?["session_id"]
                }
                try await GatewayClient.with(port: fake.port) { client in
                    try await client.resume(session, after: 1)
                    #expect(try await client.next()["op"]?.int == op)
                }
            }
        }
    }

    @Test("stops acknowledging heartbeats when told to")
    func noAcks() async throws {
        try await RunningFake.with { fake in
            try await fake.control(["set": ["acks": false, "heartbeat_ms": 50]])
            try await GatewayClient.with(port: fake.port) { client in
                #expect(try await client.next()["d"]?["heartbeat_interval"] == 50)
                try await client.send(["op": 1, "d": nil])
                try await client.send(GatewayClient.user)
                #expect(try await client.next()["t"] == "READY")
            }
        }
    }

    @Test(
        "refuses an encoding or a compression that it has not",
        arguments: [
            "v=10&encoding=etf", "v=10&encoding=json&compress=zstd-stream",
        ])
    func refused(query: String) async throws {
        try await RunningFake.with { fake in
            await #expect(throws: ClientFault.refused) {
                try await GatewayClient.with(port: fake.port, query: query) { _ in }
            }
        }
    }
}
