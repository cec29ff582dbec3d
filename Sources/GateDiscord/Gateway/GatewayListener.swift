import GateCore
import Logging

/// Listens to Discord on behalf of one account: keeps a Gateway session standing and turns
/// what Midjourney writes in the account's channel into signals about tasks.
///
/// All decisions are `GatewaySession`'s and `MidjourneyGrammar`'s; this carries them out.
public actor GatewayListener {
    /// Gives the channel's messages after the one named, or the last ones where none is,
    /// newest first, as Discord's REST API does.
    public typealias History = @Sendable (_ after: String?) async throws -> [JSONValue]

    /// What takes time, and so runs beside the rest.
    private enum Order {
        case dial(GatewayAddress, Int)
        case wake(GatewayTimer, Duration)
        case readBack(after: String?)
        /// Ends a parking that passes by itself.
        case recover(Int, after: Duration)
        /// Keeps the bookmark, again and again.
        case bookkeeping
    }

    /// The longest pauses before each attempt to read messages back; chance shortens them.
    private static let historyPauses: [Duration] = [.zero, .seconds(4), .seconds(20), .seconds(60)]

    /// How often the bookmark is kept.
    private static let bookPace = Duration.seconds(3)

    /// What was seen, in order; ends with `run`. Its buffer has no bound, since a signal
    /// dropped is a task lost, and there is no more to hold than Discord sends for one
    /// channel while the reader is busy.
    public nonisolated let signals: AsyncStream<TaskSignal>

    private let account: DiscordAccount
    private let state: AccountState
    private let time: any Timekeeper
    private let random: any RandomSource
    private let log: Logger
    private let history: History?
    private let notebook: GatewayNotebook?
    private let grammar: MidjourneyGrammar
    private let seen: AsyncStream<TaskSignal>.Continuation
    private let orders: AsyncStream<Order>
    private let ordering: AsyncStream<Order>.Continuation
    private var session: GatewaySession?
    private var socket: GatewaySocket?
    private var connection = 0
    /// Whether the socket is to be closed although it is not open yet.
    private var isAbandoned = false
    /// Whether to ask for compression: until it has failed once.
    private var isCompressing = true
    private var trail = GatewayTrail()
    private var sightings = ChannelSightings()
    private var kept: GatewayBookmark?
    /// Whether a session stood before in this process.
    private var hasStood = false

    /// - Parameters:
    ///   - account: whose channel, and with what token.
    ///   - state: told of the session's state; the dispatcher looks there.
    ///   - time: for heartbeats and waiting.
    ///   - random: for jitter.
    ///   - log: told of every connection and its end.
    ///   - history: asked whenever messages may have been missed: after each new session,
    ///     and after the first one of the process. Their signals may repeat earlier ones.
    ///   - notebook: where the session is kept for the next process.
    public init(
        account: DiscordAccount, state: AccountState, time: any Timekeeper,
        random: any RandomSource, log: Logger, history: History? = nil,
        notebook: GatewayNotebook? = nil
    ) {
        self.account = account
        self.state = state
        self.time = time
        self.random = random
        self.log = log
        self.history = history
        self.notebook = notebook
        grammar = MidjourneyGrammar(channelID: account.channelID)
        (signals, seen) = AsyncStream.makeStream()
        (orders, ordering) = AsyncStream.makeStream()
    }

    /// Listens until the task is cancelled, then closes the socket so that Discord keeps the
    /// session for a while. A parked account only waits for that. Call it once.
    public func run() async throws {
        defer { seen.finish() }
        let dialer: GatewayDialer
        do {
            dialer = try begin()
        } catch {
            park(AccountCondition(.gatewayRefused, "\(error)"))
            dialer = GatewayDialer(proxy: nil)  // nothing will be dialled
        }
        await withDiscardingTaskGroup { group in
            for await order in orders {
                group.addTask { await self.carryOut(order, with: dialer) }
            }
            group.cancelAll()
        }
        keepBookmark()
    }

    private func begin() throws(GatewayFault) -> GatewayDialer {
        guard let home = GatewayAddress(account.gatewayURL) else { throw .badAddress }
        let proxy = try account.proxyURL.map { text throws(GatewayFault) in
            guard let proxy = ProxyAddress(text) else { throw .badProxy }
            return proxy
        }
        session = GatewaySession(account: account, home: home)
        openBook()
        feed(.start)
        return GatewayDialer(proxy: proxy)
    }
}

// MARK: - What happens

extension GatewayListener {
    /// Never suspends, so that inputs and their actions keep their order.
    private func feed(_ input: GatewayInput) {
        let actions = session?.handle(input, now: time.now(), random: random) ?? []
        for action in actions { perform(action) }
    }

    private func perform(_ action: GatewayAction) {
        switch action {
        case .connect(let address, let number):
            connection = number
            isAbandoned = false
            ordering.yield(.dial(isCompressing ? address : address.uncompressed, number))
        case .send(let value): send(value)
        case .close(let code): close(code)
        case .setTimer(let timer, let delay): ordering.yield(.wake(timer, delay))
        case .dispatch(let event, let data): dispatch(event, data)
        case .ready(let sessionID): ready(sessionID)
        case .resumed: resumed()
        case .interrupted: state.connecting()
        case .park(let condition): park(condition)
        }
    }

    private func send(_ value: JSONValue) {
        do {
            try socket?.send(value)
        } catch {
            log.error("Gateway message could not be encoded", metadata: ["error": "\(error)"])
        }
    }

    private func close(_ code: Int) {
        if let socket { socket.close(code: code) } else { isAbandoned = true }
    }

    private func ready(_ sessionID: String?) {
        log.info("Gateway session ready")
        if let sessionID, account.botToken == nil {
            state.connected(sessionID: sessionID)
        } else {
            state.listening()
        }
        readMissed()
        notePlace()
        keepBookmark()
    }

    /// Nothing was missed, but by what the process before did not get to.
    private func resumed() {
        log.info("Gateway session resumed")
        state.listening()
        if !hasStood { readMissed() }
        hasStood = true
    }

    private func readMissed() {
        hasStood = true
        guard history != nil else { return }
        ordering.yield(.readBack(after: sightings.reach))
    }

    private func dispatch(_ event: String, _ data: JSONValue) {
        sightings.note(event, data, channelID: account.channelID)
        let reading = grammar.reading(of: event, data)
        if let condition = reading.condition { park(condition) }
        for signal in reading.signals { seen.yield(signal) }
    }

    private func park(_ condition: AccountCondition) {
        guard let note = state.note(condition) else { return }
        log.error(
            "Discord account parked",
            metadata: [
                "cause": "\(condition.cause.rawValue)", "reason": "\(condition.reason)",
            ])
        if let pause = condition.pause { ordering.yield(.recover(note, after: pause)) }
    }
}

// MARK: - Over a restart

extension GatewayListener {
    private func openBook() {
        guard let notebook else { return }
        ordering.yield(.bookkeeping)
        guard let mark = notebook.read() else { return }
        kept = mark
        session?.restore(mark, now: time.now(), wall: time.wall())
        sightings = ChannelSightings(upTo: mark.lastMessage)
        guard let id = session?.sessionID else { return }
        if account.botToken == nil { state.remember(sessionID: id) }
        notePlace()
    }

    private func notePlace() {
        guard let session, let id = session.sessionID, let sequence = session.sequence else {
            return
        }
        trail.note(
            GatewayTrail.Point(
                session: id, sequence: sequence, lastMessage: sightings.last, at: time.now()))
    }

    private func keepBookmark() {
        guard let notebook, let session else { return }
        var mark = session.mark(now: time.now(), wall: time.wall())
        if let point = trail.settled, point.session == mark.sessionID {
            mark.sequence = point.sequence
            mark.lastMessage = point.lastMessage
        }
        guard mark != kept else { return }
        notebook.write(mark)
        kept = mark
    }

    private func turnPage() {
        notePlace()
        keepBookmark()
    }
}

// MARK: - What takes time

extension GatewayListener {
    private nonisolated func carryOut(_ order: Order, with dialer: GatewayDialer) async {
        switch order {
        case .dial(let address, let number): await hold(address, number, dialer)
        case .wake(let timer, let delay): await wake(timer, after: delay)
        case .readBack(let last): await readBack(after: last)
        case .recover(let note, let pause): await recover(from: note, after: pause)
        case .bookkeeping: await keepBook()
        }
    }

    private nonisolated func wake(_ timer: GatewayTimer, after delay: Duration) async {
        do {
            try await time.sleep(for: delay)
        } catch {
            return  // cancelled: the listener ends
        }
        await feed(.timer(timer))
    }

    private nonisolated func recover(from note: Int, after pause: Duration) async {
        do {
            try await time.sleep(for: pause)
        } catch {
            return  // cancelled: the listener ends
        }
        if state.recover(from: note) { log.notice("Discord account tried again") }
    }

    private nonisolated func keepBook() async {
        do {
            while true {
                try await time.sleep(for: Self.bookPace)
                await turnPage()
            }
        } catch {
            return  // cancelled: the listener ends
        }
    }

    private func distrustCompression() { isCompressing = false }

    private nonisolated func hold(
        _ address: GatewayAddress, _ number: Int, _ dialer: GatewayDialer
    ) async {
        var code: Int?
        do {
            let socket = try await dialer.dial(address)
            await attach(socket, number)
            code = try await socket.receive { value in await self.feed(.frame(value, number)) }
        } catch {
            if error as? GatewayFault == .badCompression { await distrustCompression() }
            log.info("Gateway connection failed", metadata: ["error": "\(error)"])
        }
        log.info(
            "Gateway connection ended",
            metadata: ["host": "\(address.host)", "code": "\(code.map(String.init) ?? "none")"])
        await detach(number, code)
    }

    private func attach(_ socket: GatewaySocket, _ number: Int) {
        self.socket = socket
        if isAbandoned { socket.close(code: 4000) } else { feed(.opened(number)) }
    }

    private func detach(_ number: Int, _ code: Int?) {
        socket = nil
        feed(.closed(code: code, number))
    }

    private nonisolated func readBack(after last: String?) async {
        guard let history else { return }
        for pause in Self.historyPauses {
            do {
                try await time.sleep(for: pause * random.fraction())
                await replay(try await history(last), after: last)
                return
            } catch is CancellationError {
                return
            } catch {
                log.warning("Messages not read back", metadata: ["error": "\(error)"])
            }
        }
    }

    /// Old messages say nothing about the account's state of today, so they do not park it.
    private func replay(_ messages: [JSONValue], after last: String?) {
        for message in messages.reversed() {
            sightings.note("MESSAGE_CREATE", message, channelID: account.channelID)
            for signal in grammar.reading(of: "MESSAGE_CREATE", message).signals {
                seen.yield(signal)
            }
        }
        for id in sightings.takeMissing(from: messages, after: last) {
            var keys = SignalKeys()
            keys.messageID = id
            seen.yield(TaskSignal(.deleted, keys: keys))
        }
    }
}
