import GateCore
import GateTestKit
import Testing

@testable import GateDiscord

@Suite("In a storm of disconnects, a Gateway session")
struct GatewayStormTests {
    @Test("keeps one socket, few new sessions, each event once, and always tries again")
    func storm() throws {
        for seed in 1...1500 as ClosedRange<UInt64> {
            var storm = try GatewayStorm(seed: seed)
            for _ in 0..<200 { try storm.step() }
            try storm.calm()
        }
    }
}

/// A server, a network and a clock that misbehave at random, and check the client's conduct
/// after every step.
private struct GatewayStorm {
    private let seed: UInt64
    private let random: SeededRandom
    private var session: GatewaySession
    private var now = Instant(sinceStart: .zero)
    private var timers: [(timer: GatewayTimer, due: Instant)] = []
    private var open: Set<Int> = []
    private var latest = 0
    private var identified: [Instant] = []
    private var isParked = false
    /// The server's session: its number, and how many events it has had.
    private var epoch = 0
    private var events: Int64 = 1
    private var owesReady = false
    private var seen: Set<String> = []

    init(seed: UInt64) throws {
        self.seed = seed
        random = SeededRandom(seed: seed)
        let account = DiscordAccount(userToken: "t", guildID: "1", channelID: "2")
        session = GatewaySession(
            account: account, home: try #require(GatewayAddress("wss://g.gg")))
        try feed(.start)
    }

    private func roll(_ sides: UInt64) -> UInt64 { random.next() % sides }

    mutating func step() throws {
        let number = roll(12) == 0 ? max(1, latest - 1) : latest
        switch roll(20) {
        case 0...4: try fireNextTimer()
        case 5: try feed(.timer(GatewayTimer(kind: .reconnect, setting: Int(roll(60)))))
        case 6, 7: try feed(.opened(number))
        case 8, 9: try feed(.frame(["op": 10, "d": ["heartbeat_interval": 41_250]], number))
        case 10: if owesReady { try feed(.frame(ready(), number)) }
        case 11: try feed(.frame(["op": 0, "t": "RESUMED", "s": .int(next())], number))
        case 12, 13: if !owesReady { try feed(.frame(event(next()), number)) }
        case 14: if !owesReady { try feed(.frame(event(replayed()), number)) }
        case 15: try feed(.frame(["op": 11], number))
        case 16: try feed(.frame(["op": 1], number))
        case 17: try feed(.frame(["op": 7], number))
        case 18: try feed(.frame(["op": 9, "d": .bool(roll(2) == 0)], number))
        default: try close(number)
        }
    }

    /// The network mends, and the client must come back by itself.
    mutating func calm() throws {
        guard !isParked else { return }
        for _ in 0..<20 where !isParked {
            if open.isEmpty { try fireTimer(.reconnect) } else { try close(latest) }
            if !open.isEmpty { break }
        }
        #expect(isParked || !open.isEmpty, "seed \(seed): no socket was asked for")
    }

    private mutating func close(_ number: Int) throws {
        let codes: [Int?] = [nil, nil, 1000, 1006, 4000, 4003, 4007, 4008, 4009, 4009, 4014]
        let code = codes[Int(roll(roll(40) == 0 ? 11 : 10))]
        open.remove(number)
        try feed(.closed(code: code, number))
    }

    private mutating func next() -> Int64 {
        events += 1
        return events
    }

    private func replayed() -> Int64 { max(2, events - Int64(roll(30))) }

    private mutating func ready() -> JSONValue {
        owesReady = false
        return ["op": 0, "t": "READY", "s": 1, "d": ["session_id": .string("s\(epoch)")]]
    }

    private func event(_ number: Int64) -> JSONValue {
        ["op": 0, "t": "EVENT", "s": .int(number), "d": .string("\(epoch)/\(number)")]
    }

    private mutating func fireNextTimer() throws {
        guard let first = timers.min(by: { $0.due < $1.due }) else { return }
        timers.removeAll { $0.timer == first.timer }
        now = max(now, first.due)
        try feed(.timer(first.timer))
    }

    private mutating func fireTimer(_ kind: GatewayTimer.Kind) throws {
        let last = timers.filter { $0.timer.kind == kind }.max { left, right in
            left.timer.setting < right.timer.setting
        }
        let found = try #require(last, "seed \(seed): nothing is waited for")
        now = max(now, found.due)
        try feed(.timer(found.timer))
    }

    private mutating func feed(_ input: GatewayInput) throws {
        for action in session.handle(input, now: now, random: random) { try check(action) }
        try #require(open.count <= 1, "seed \(seed): two sockets")
    }

    private mutating func check(_ action: GatewayAction) throws {
        try #require(!isParked, "seed \(seed): acts although parked")
        switch action {
        case .connect(_, let number):
            try #require(open.isEmpty, "seed \(seed): connects beside a socket")
            open = [number]
            latest = number
        case .send(let value): if value["op"] == 2 { try identify() }
        case .setTimer(let timer, let delay):
            try #require(delay >= .zero, "seed \(seed): waits backwards")
            timers.append((timer, now + delay))
        case .dispatch(_, let data):
            let isNew = seen.insert(try #require(data.string)).inserted
            try #require(isNew, "seed \(seed): \(data) twice")
        case .park: isParked = true
        case .close(let code): try #require(code != 1000 && code != 1001)
        case .ready, .resumed, .interrupted: break
        }
    }

    private mutating func identify() throws {
        if let last = identified.last {
            try #require(now - last >= .seconds(5), "seed \(seed): identifies too soon")
        }
        identified.append(now)
        epoch += 1
        events = 1
        owesReady = true
        let sameDay = identified.count { now - $0 < .seconds(86_400) }
        try #require(sameDay <= 200, "seed \(seed): identifies too often")
    }
}
