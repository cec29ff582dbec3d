import GateCore

/// Discord's Gateway protocol, seen from the client: takes what happened and answers what
/// to do. Pure: it neither waits nor sends, and time and chance are parameters, so that a
/// test can lead it through years of disconnects.
///
/// It keeps at most one socket: after `connect` it asks for no other until that one is
/// reported closed. Then it always sets a timer to connect again, unless it parks.
///
/// Source: Discord's developer documentation, "Gateway".
struct GatewaySession: Sendable {
    private enum Phase: Hashable {
        case idle
        /// Between two sockets.
        case waiting
        /// A socket is being opened.
        case dialling
        /// It is open; HELLO is due.
        case opened
        /// HELLO came, and a session was asked for.
        case greeting
        case ready(since: Instant)
        /// The socket is being closed; what still comes through it is ignored.
        case closing
        case parked
    }

    private struct Resumable: Hashable {
        let id: String
        /// As READY said it.
        let url: String?
        let address: GatewayAddress
    }

    /// A connection that lasted this long, with its heartbeat answered, was a good one.
    private static let proof = Duration.seconds(10)
    /// For a socket to open, for HELLO, and for READY or RESUMED, each.
    private static let patience = Duration.seconds(45)
    /// Tries on one address, or with one session, before another way is tried.
    private static let enough = 3
    /// Neither 1000 nor 1001, which would end the session on Discord's side.
    private static let keepingClose = 4000

    private let login: GatewayLogin
    private let home: GatewayAddress
    private var phase = Phase.idle
    private var resumable: Resumable?
    private var window = SequenceWindow()
    private var backoff = GatewayBackoff()
    private var budget = IdentifyBudget()
    private var sends = SendWindow()
    private var connection = 0
    private var settings = 0
    private var timers: [GatewayTimer.Kind: Int] = [:]
    private var interval = Duration.zero
    private var awaitsAck = false
    /// Sockets in a row that did not get as far as HELLO.
    private var fruitlessDials = 0
    /// Attempts in a row to resume that led to nothing.
    private var fruitlessResumes = 0
    private var isResuming = false
    /// At least this long before the next connection.
    private var pause = Duration.zero

    /// - Parameters:
    ///   - account: whose session.
    ///   - home: where new sessions are made.
    init(account: DiscordAccount, home: GatewayAddress) {
        login = GatewayLogin(account)
        self.home = home.asking
    }

    /// Takes `input` at `now`.
    /// - Returns: what to do, in order; nothing for stale input.
    mutating func handle(
        _ input: GatewayInput, now: Instant, random: any RandomSource
    ) -> [GatewayAction] {
        switch input {
        case .start: phase == .idle ? begin(now) : []
        case .opened(let number): number == connection ? opened() : []
        case .frame(let frame, let number):
            number == connection && listens ? take(frame, now, random) : []
        case .closed(let code, let number): number == connection ? closed(code, now, random) : []
        case .timer(let timer): fires(timer) ? due(timer.kind, now) : []
        }
    }

    private var listens: Bool {
        switch phase {
        case .opened, .greeting, .ready: true
        case .idle, .waiting, .dialling, .closing, .parked: false
        }
    }
}

// MARK: - Connecting

extension GatewaySession {
    /// A process that keeps dying must not spend the day's new sessions either.
    private mutating func begin(_ now: Instant) -> [GatewayAction] {
        let delay = budget.earliest(from: now) - now
        guard resumable == nil, delay > .zero else { return dial() }
        phase = .waiting
        return [set(.reconnect, delay)]
    }

    private mutating func dial() -> [GatewayAction] {
        connection += 1
        phase = .dialling
        return [.connect(address, connection), set(.patience, Self.patience)]
    }

    /// A session is resumed where READY said, but an address that leads nowhere is not
    /// insisted upon.
    private var address: GatewayAddress {
        guard let resumable, fruitlessDials < Self.enough else { return home }
        return resumable.address
    }

    private mutating func opened() -> [GatewayAction] {
        guard phase == .dialling else { return [] }
        phase = .opened
        sends = SendWindow()
        return [set(.patience, Self.patience)]
    }

    private mutating func closed(
        _ code: Int?, _ now: Instant, _ random: any RandomSource
    ) -> [GatewayAction] {
        guard phase != .idle, phase != .waiting, phase != .parked else { return [] }
        let news = interruption
        noteFruitlessness()
        timers = [:]
        switch GatewayCloseVerdict(code: code) {
        case .park(let condition):
            phase = .parked
            return news + [.park(condition)]
        case .renew:
            resumable = nil
        case .resume:
            break
        }
        return news + [reconnect(now, random)]
    }

    private mutating func noteFruitlessness() {
        if phase == .dialling || phase == .opened { fruitlessDials += 1 }
        guard isResuming else { return }
        isResuming = false
        fruitlessResumes += 1
        if fruitlessResumes >= Self.enough { resumable = nil }
    }

    private mutating func reconnect(_ now: Instant, _ random: any RandomSource) -> GatewayAction {
        var delay = max(backoff.next(random), pause)
        pause = .zero
        if resumable == nil { delay = max(delay, budget.earliest(from: now) - now) }
        phase = .waiting
        return set(.reconnect, delay)
    }

    private mutating func close() -> [GatewayAction] {
        let news = interruption
        phase = .closing
        timers = [:]
        return news + [.close(code: Self.keepingClose)]
    }

    private var interruption: [GatewayAction] {
        if case .ready = phase { [.interrupted] } else { [] }
    }
}

// MARK: - Time

extension GatewaySession {
    private mutating func set(_ kind: GatewayTimer.Kind, _ delay: Duration) -> GatewayAction {
        settings += 1
        timers[kind] = settings
        return .setTimer(GatewayTimer(kind: kind, setting: settings), after: delay)
    }

    private mutating func fires(_ timer: GatewayTimer) -> Bool {
        guard timers[timer.kind] == timer.setting else { return false }
        timers[timer.kind] = nil
        return true
    }

    private mutating func due(_ kind: GatewayTimer.Kind, _ now: Instant) -> [GatewayAction] {
        switch kind {
        case .reconnect: dial()
        case .patience: close()
        case .heartbeat: awaitsAck ? close() : beat(now)
        }
    }

    private mutating func beat(_ now: Instant) -> [GatewayAction] {
        awaitsAck = true
        return [heartbeat(now), set(.heartbeat, interval)]
    }

    private mutating func heartbeat(_ now: Instant) -> GatewayAction {
        sends.count(at: now)
        return .send(GatewayLogin.heartbeat(after: window.highest))
    }
}

// MARK: - Frames

extension GatewaySession {
    private mutating func take(
        _ frame: JSONValue, _ now: Instant, _ random: any RandomSource
    ) -> [GatewayAction] {
        switch frame["op"]?.int {
        case 0: return dispatch(frame, now)
        case 1: return sends.hasRoom(at: now) ? [heartbeat(now)] : []
        case 7: return close()
        case 9: return invalidated(isResumable: frame["d"]?.bool ?? false, random)
        case 10: return hello(frame["d"] ?? .null, now, random)
        case 11: return acknowledged(now)
        default: return []
        }
    }

    private mutating func hello(
        _ data: JSONValue, _ now: Instant, _ random: any RandomSource
    ) -> [GatewayAction] {
        guard phase == .opened else { return [] }
        phase = .greeting
        fruitlessDials = 0
        awaitsAck = false
        interval = Self.interval(data)
        let first = set(.heartbeat, interval * random.fraction())
        return [first, greeting(now), set(.patience, Self.patience)]
    }

    /// As the server asks, within reason; Discord asks for 41.25 s.
    private static func interval(_ hello: JSONValue) -> Duration {
        let asked = hello["heartbeat_interval"]?.int ?? 41_250
        return .milliseconds(min(max(asked, 20), 600_000))
    }

    private mutating func greeting(_ now: Instant) -> GatewayAction {
        sends.count(at: now)
        if let resumable {
            isResuming = true
            return .send(login.resume(sessionID: resumable.id, after: window.highest))
        }
        budget.take(at: now)
        window = SequenceWindow()
        return .send(login.identify)
    }

    /// Discord wants a client to wait 1 to 5 s then.
    private mutating func invalidated(
        isResumable: Bool, _ random: any RandomSource
    ) -> [GatewayAction] {
        if !isResumable { resumable = nil }
        pause = .seconds(1 + 4 * random.fraction())
        return close()
    }

    private mutating func acknowledged(_ now: Instant) -> [GatewayAction] {
        awaitsAck = false
        if case .ready(let since) = phase, now - since >= Self.proof { backoff.reset() }
        return []
    }

    private mutating func dispatch(_ frame: JSONValue, _ now: Instant) -> [GatewayAction] {
        guard let name = frame["t"]?.string else { return [] }
        let data = frame["d"] ?? .null
        if name == "READY" { return ready(data, frame["s"]?.int, now) }
        if let number = frame["s"]?.int {
            guard window.admits(number) else { return [] }
            // A replay that gets on is no fruitless one, even if it is cut off.
            isResuming = false
            fruitlessResumes = 0
        }
        return name == "RESUMED" ? stand(.resumed, now) : [.dispatch(name, data)]
    }

    private mutating func ready(
        _ data: JSONValue, _ number: Int64?, _ now: Instant
    ) -> [GatewayAction] {
        window = SequenceWindow()
        if let number { _ = window.admits(number) }  // the first of a new count
        let id = data["session_id"]?.string
        resumable = id.map { id in
            Resumable(
                id: id, url: data["resume_gateway_url"]?.string,
                address: home.resuming(at: data["resume_gateway_url"]?.string))
        }
        return stand(.ready(sessionID: id), now)
    }

    private mutating func stand(_ news: GatewayAction, _ now: Instant) -> [GatewayAction] {
        phase = .ready(since: now)
        timers[.patience] = nil
        isResuming = false
        fruitlessResumes = 0
        return [news]
    }
}

// MARK: - Over a restart

extension GatewaySession {
    /// The session that stands or may be resumed; nil without one.
    var sessionID: String? { resumable?.id }

    /// The number of the last event.
    var sequence: Int64? { window.highest }

    /// Goes on where an earlier process stopped. Only before the start.
    mutating func restore(_ mark: GatewayBookmark, now: Instant, wall: Timestamp) {
        guard phase == .idle else { return }
        if let whole = mark.budgetWhole, let last = mark.identified {
            budget = IdentifyBudget(
                whole: now + (whole - wall), last: now + (last - wall), now: now)
        }
        guard let id = mark.sessionID, let sequence = mark.sequence, sequence >= 0 else { return }
        resumable = Resumable(
            id: id, url: mark.resumeURL, address: home.resuming(at: mark.resumeURL))
        window = SequenceWindow(upTo: sequence)
    }

    /// What the next process needs to go on, but for how far the events were worked on.
    func mark(now: Instant, wall: Timestamp) -> GatewayBookmark {
        GatewayBookmark(
            sessionID: resumable?.id, resumeURL: resumable?.url,
            budgetWhole: budget.spent.map { wall + ($0.whole - now) },
            identified: budget.spent.map { wall + ($0.last - now) })
    }
}
