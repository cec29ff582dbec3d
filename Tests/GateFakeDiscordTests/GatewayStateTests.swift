import GateCore
import GateTestKit
import Testing

@testable import GateFakeDiscord

@Suite("The Gateway's rules")
struct GatewayStateTests {
    private struct Bench {
        var state = GatewayState(
            accounts: AccountBook(tokens: ["tester", "robot"]),
            guild: GuildCard(id: "1", channelID: "2"), address: "http://h:1",
            random: SeededRandom(seed: 1))
        var now = Instant(sinceStart: .zero)
        var id = ConnectionID(number: 0)

        var conditions: GatewayState.Conditions {
            GatewayState.Conditions(now: now, tunables: Tunables(FakeSettings()))
        }

        init(version: Int = 10) { id = state.open(version: version, conditions).id }

        mutating func receive(_ payload: JSONValue) -> [GatewayEffect] {
            state.receive(payload.text, from: id, conditions)
        }
    }

    /// The close code among effects; nil when there is none.
    private func code(_ effects: [GatewayEffect]) -> UInt16? {
        effects.lazy.compactMap { effect -> UInt16? in
            if case .close(let code, _) = effect.order { code } else { nil }
        }.first
    }

    private func identify(_ members: [String: JSONValue] = [:]) -> JSONValue {
        let data: JSONValue = ["token": "tester", "capabilities": 1, "properties": [:]]
        return ["op": 2, "d": data.merging(members)]
    }

    @Test("closes before IDENTIFY with 4003, at a second one with 4005")
    func order() {
        var bench = Bench()
        #expect(code(bench.receive(["op": 3, "d": [:]])) == 4003)
        bench = Bench()
        #expect(code(bench.receive(identify())) == nil)
        #expect(code(bench.receive(["op": 3, "d": [:]])) == nil)
        #expect(code(bench.receive(identify())) == 4005)
    }

    @Test("closes for what cannot be read, an unknown opcode, and a long payload")
    func payloads() {
        var bench = Bench()
        #expect(code(bench.state.receive("{", from: bench.id, bench.conditions)) == 4002)
        for payload in [["d": nil], ["op": 2, "d": [:]], ["op": 6, "d": [:]]] as [JSONValue] {
            bench = Bench()
            #expect(code(bench.receive(payload)) == 4002)
        }
        for op in [0, 11, 99] as [Int64] {
            bench = Bench()
            #expect(code(bench.receive(["op": .int(op), "d": nil])) == 4001)
        }
        bench = Bench()
        let long = String(repeating: "x", count: 4096)
        #expect(code(bench.receive(["op": 1, "d": .string(long)])) == 4002)
    }

    @Test("closes for a wrong token, version, shard or intents")
    func credentials() {
        var bench = Bench()
        #expect(code(bench.receive(identify(["token": "wrong"]))) == 4004)
        bench = Bench()
        #expect(code(bench.receive(identify(["shard": [1, 1]]))) == 4010)
        bench = Bench()
        #expect(code(bench.receive(identify(["token": "Bot robot"]))) == 4013)
        bench = Bench(version: 7)
        #expect(code(bench.receive(identify(["token": "Bot robot"]))) == nil)
        bench = Bench()
        #expect(code(bench.receive(identify(["token": "Bot robot", "intents": -1]))) == 4013)
        var state = bench.state
        #expect(code(state.open(version: 3, bench.conditions).effects) == 4012)
    }

    @Test("closes at the 121st payload of a minute, and not at one a minute later")
    func sends() {
        var bench = Bench()
        for _ in 1...120 { #expect(code(bench.receive(["op": 1, "d": nil])) == nil) }
        var later = bench
        #expect(code(bench.receive(["op": 1, "d": nil])) == 4008)
        later.now = Instant(sinceStart: .seconds(60))
        #expect(code(later.receive(["op": 1, "d": nil])) == nil)
    }

    @Test("says 4007 to a sequence that it has not reached")
    func sequence() throws {
        var bench = Bench()
        let ready = bench.receive(identify())
        guard case .send(let text)? = ready.first?.order else {
            Issue.record("no READY")
            return
        }
        let session = try JSONValue(parsing: Array(text.utf8))["d"]?["session_id"]
        bench.state.closed(bench.id, code: nil)
        bench.id = bench.state.open(version: 10, bench.conditions).id
        let data: JSONValue = ["token": "tester", "session_id": session ?? .null, "seq": 9]
        #expect(code(bench.receive(["op": 6, "d": data])) == 4007)
    }

    @Test("drops the old connection of a session that resumes on a new one")
    func takeover() throws {
        var bench = Bench()
        guard case .send(let text)? = bench.receive(identify()).first?.order else {
            Issue.record("no READY")
            return
        }
        let session = try JSONValue(parsing: Array(text.utf8))["d"]?["session_id"]
        let old = bench.id
        bench.id = bench.state.open(version: 10, bench.conditions).id
        let data: JSONValue = ["token": "tester", "session_id": session ?? .null, "seq": 1]
        let effects = bench.receive(["op": 6, "d": data])
        guard case .drop? = effects.first?.order else {
            Issue.record("the old connection stays")
            return
        }
        #expect(effects.first?.connection == old && effects.last?.connection == bench.id)
    }

    @Test("forgets events beyond its buffer, and then cannot resume")
    func buffer() {
        var session = GatewaySession(
            id: "s", account: .midjourney, token: "t", intents: nil,
            connection: ConnectionID(number: 1))
        for _ in 1...2500 { _ = session.record("E", nil) }
        #expect(session.missed(since: 1) == nil)
        #expect(session.missed(since: 2499)?.count == 1)
        #expect(session.missed(since: 2500)?.isEmpty == true)
        #expect(session.missed(since: 1600)?.count == 900)
    }
}
