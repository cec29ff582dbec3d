import GateCore
import Logging

/// Listens to Discord on behalf of one account: keeps a Gateway session standing and turns
/// what Midjourney writes in the account's channel into signals about tasks.
///
/// All decisions are `GatewaySession`'s and `MidjourneyGrammar`'s; this carries them out.
public actor GatewayListener {
    /// Gives the channel's last messages, newest first, as Discord's REST API does.
    public typealias History = @Sendable () async throws -> [JSONValue]

    /// What takes time, and so runs beside the rest.
    private enum Order {
        case dial(GatewayAddress, Int)
        case wake(GatewayTimer, Duration)
        case readBack
    }

    /// The longest pauses before each attempt to read messages back; chance shortens them.
    private static let historyPauses: [Duration] = [.zero, .seconds(4), .seconds(20), .seconds(60)]

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
    private let grammar: MidjourneyGrammar
    private let seen: AsyncStream<TaskSignal>.Continuation
    private let orders: AsyncStream<Order>
    private let ordering: AsyncStream<Order>.Continuation
    private var session: GatewaySession?
    private var socket: GatewaySocket?
    private var connection = 0
    /// Whether the socket is to be closed although it is not open yet.
    private var isAbandoned = false

    /// - Parameters:
    ///   - account: whose channel, and with what token.
    ///   - state: told of the session's state; the dispatcher looks there.
    ///   - time: for heartbeats and waiting.
    ///   - random: for jitter.
    ///   - log: told of every connection and its end.
    ///   - history: asked whenever messages may have been missed: after each new session,
    ///     the first one of the process included. Their signals may repeat earlier ones.
    public init(
        account: DiscordAccount, state: AccountState, time: any Timekeeper,
        random: any RandomSource, log: Logger, history: History? = nil
    ) {
        self.account = account
        self.state = state
        self.time = time
        self.random = random
        self.log = log
        self.history = history
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
            park("\(error)")
            dialer = GatewayDialer(proxy: nil)  // nothing will be dialled
        }
        await withDiscardingTaskGroup { group in
            for await order in orders {
                group.addTask { await self.carryOut(order, with: dialer) }
            }
            group.cancelAll()
        }
    }

    private func begin() throws(GatewayFault) -> GatewayDialer {
        guard let home = GatewayAddress(account.gatewayURL) else { throw .badAddress }
        let proxy = try account.proxyURL.map { text throws(GatewayFault) in
            try ProxyAddress(text)
        }
        session = GatewaySession(account: account, home: home)
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
            ordering.yield(.dial(address, number))
        case .send(let value): send(value)
        case .close(let code): close(code)
        case .setTimer(let timer, let delay): ordering.yield(.wake(timer, delay))
        case .dispatch(let event, let data): dispatch(event, data)
        case .ready(let sessionID): ready(sessionID)
        case .resumed:
            log.info("Gateway session resumed")
            state.listening()
        case .interrupted: state.connecting()
        case .park(let reason): park(reason)
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
        if history != nil { ordering.yield(.readBack) }
    }

    private func dispatch(_ event: String, _ data: JSONValue) {
        let reading = grammar.reading(of: event, data)
        if let reason = reading.parks { park(reason) }
        for signal in reading.signals { seen.yield(signal) }
    }

    private func park(_ reason: String) {
        log.error("Discord account parked", metadata: ["reason": "\(reason)"])
        state.park(reason)
    }
}

// MARK: - What takes time

extension GatewayListener {
    private nonisolated func carryOut(_ order: Order, with dialer: GatewayDialer) async {
        switch order {
        case .dial(let address, let number): await hold(address, number, dialer)
        case .wake(let timer, let delay): await wake(timer, after: delay)
        case .readBack: await readBack()
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

    private nonisolated func hold(
        _ address: GatewayAddress, _ number: Int, _ dialer: GatewayDialer
    ) async {
        var code: Int?
        do {
            let socket = try await dialer.dial(address)
            await attach(socket, number)
            code = try await socket.receive { value in await self.feed(.frame(value, number)) }
        } catch {
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

    private nonisolated func readBack() async {
        guard let history else { return }
        for pause in Self.historyPauses {
            do {
                try await time.sleep(for: pause * random.fraction())
                await replay(try await history())
                return
            } catch is CancellationError {
                return
            } catch {
                log.warning("Messages not read back", metadata: ["error": "\(error)"])
            }
        }
    }

    /// Old messages say nothing about the account's state of today, so they do not park it.
    private func replay(_ messages: [JSONValue]) {
        for message in messages.reversed() {
            for signal in grammar.reading(of: "MESSAGE_CREATE", message).signals {
                seen.yield(signal)
            }
        }
    }
}
