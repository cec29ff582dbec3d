import GateCore
import GateTestKit
import Testing

@testable import GateDiscord

@Suite("In a storm of disconnects, a Gateway session")
struct GatewayStormTests {
    @Test("keeps one socket, few new sessions, each event once, and always tries again")
    func storm() throws {
        var reached: [String: Int] = [:]
        for seed in 1...1500 as ClosedRange<UInt64> {
            var storm = try GatewayStorm(seed: seed)
            for _ in 0..<200 { try storm.step() }
            try storm.calm()
            reached.merge(storm.reached, uniquingKeysWith: +)
        }
        for place in ["ready", "resumed", "dispatch", "identify", "resume", "close", "park"] {
            #expect(reached[place, default: 0] > 100, "\(place) is hardly ever reached")
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
    private var fired: [GatewayTimer] = []
    private var open: Set<Int> = []
    private var latest = 0
    private var identified: [Instant] = []
    private var isParked = false
    /// The server's session: its number, and how many events it has had.
    private var epoch = 0
    private var events: Int64 = 1
    private var owesReady = false
    private var owesResumed = false
    /// How far the latest socket is: opened, greeted, answered.
    private var steps = 0
    private var seen: Set<String> = []
    /// How often the client got where.
    private(set) var reached: [String: Int] = [:]

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
        if roll(3) > 0 { try progress() } else { try mischief() }
    }

    /// What a good server and network would do next.
    private mutating func progress() throws {
        guard open.contains(latest) else { return try fireNextTimer() }
        switch steps {
        case 0: try feed(.opened(latest))
        case 1: try feed(.frame(["op": 10, "d": ["heartbeat_interval": 41_250]], latest))
        case _ where owesReady: try feed(.frame(ready(), latest))
        case 2 where owesResumed: try feed(.frame(resumed(), latest))
        default:
            if roll(4) == 0 { return try beat() }
            return try feed(.frame(event(roll(3) == 0 ? replayed() : next()), latest))
        }
        steps += 1
    }

    private mutating func beat() throws {
        try fireNextTimer()
        try feed(.frame(["op": 11], latest))
    }

    private mutating func mischief() throws {
        let number = roll(4) == 0 ? max(1, latest - 1) : latest
        switch roll(14) {
        case 0: try fireNextTimer()
        case 1: if let timer = fired.last { try feed(.timer(timer)) }
        case 2: try feed(.opened(number))
        case 3: try feed(.frame(["op": 10, "d": ["heartbeat_interval": 41_250]], number))
        case 4: if owesReady { try feed(.frame(ready(), number)) }
        case 5: try feed(.frame(resumed(), number))
        case 6: if !owesReady { try feed(.frame(event(next()), number)) }
        case 7: if !owesReady { try feed(.frame(event(replayed()), number)) }
        case 8: try feed(.frame(["op": 11], number))
        case 9: try feed(.frame(["op": 1], number))
        case 10: try feed(.frame(["op": 7], number))
        case 11: try feed(.frame(["op": 9, "d": .bool(roll(2) == 0)], number))
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
        let code = codes[Int(roll(roll(8) == 0 ? 11 : 10))]
        open.remove(number)
        try feed(.closed(code: code, number))
    }

    private mutating func next() -> Int64 {
        events += 1
        return events
    }

    private mutating func resumed() -> JSONValue {
        owesResumed = false
        return ["op": 0, "t": "RESUMED", "s": .int(next())]
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
        fired.append(first.timer)
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
            steps = 0
        case .send(let value):
            if value["op"] == 2 { try identify() }
            if value["op"] == 6 {
                note("resume")
                owesResumed = true
            }
        case .setTimer(let timer, let delay):
            try #require(delay >= .zero, "seed \(seed): waits backwards")
            timers.append((timer, now + delay))
        case .dispatch(_, let data):
            note("dispatch")
            let isNew = seen.insert(try #require(data.string)).inserted
            try #require(isNew, "seed \(seed): \(data) twice")
        case .park:
            note("park")
            isParked = true
        case .close(let code):
            note("close")
            try #require(code != 1000 && code != 1001)
        case .ready: note("ready")
        case .resumed: note("resumed")
        case .interrupted: break
        }
    }

    private mutating func note(_ place: String) { reached[place, default: 0] += 1 }

    private mutating func identify() throws {
        if let last = identified.last {
            try #require(now - last >= .seconds(5), "seed \(seed): identifies too soon")
        }
        note("identify")
        identified.append(now)
        epoch += 1
        events = 1
        owesReady = true
        let sameDay = identified.count { now - $0 < .seconds(86_400) }
        try #require(sameDay <= 200, "seed \(seed): identifies too often")
    }
}
