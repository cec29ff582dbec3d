import GateCore
import Synchronization

/// Discord's API for one account: authorisation, rate limits, and what answers mean.
final class DiscordREST: Sendable {
    private static let userAgent = "promptgate"

    private let account: DiscordAccount
    /// The API's address without a slash at its end.
    private let base: String
    private let state: AccountState
    private let transport: any HTTPTransport
    private let time: any Timekeeper
    private let redaction: Redaction
    private let door: FrontDoor
    private let limits = Mutex(RateLimitLedger())

    /// Describes one client; see `DiscordDispatcher`.
    init(
        account: DiscordAccount, state: AccountState, door: FrontDoor,
        transport: any HTTPTransport, time: any Timekeeper
    ) {
        self.account = account
        base = account.apiBase.hasSuffix("/") ? String(account.apiBase.dropLast()) : account.apiBase
        self.state = state
        self.door = door
        self.transport = transport
        self.time = time
        redaction = Redaction(account)
    }

    /// Makes a request and takes nothing but a success.
    func success(_ request: DiscordRequest) async throws(DispatchError) -> HTTPAnswer {
        let answer = try await exchange(request)
        if let refusal = DiscordRefusal(answer) { throw failure(refusal, safe: request.isSafe) }
        return answer
    }

    /// Makes a request, once the rate limits let it. A refused token parks the account,
    /// whatever was asked.
    /// - Returns: the answer, whatever its status.
    func exchange(_ request: DiscordRequest) async throws(DispatchError) -> HTTPAnswer {
        let call = try call(for: request)
        try await waitForPermit(request)
        do {
            let answer = try await transport.send(call)
            learn(answer, request.route)
            if answer.status == 401, let refusal = DiscordRefusal(answer) { park(refusal) }
            return answer
        } catch {
            limits.withLock { $0.settle(request.route) }
            throw failure(error, safe: request.isSafe)
        }
    }

    /// Sends a file to the address that Discord named for it, which is a storage service's:
    /// it gets no token, and its refusals say nothing about the account.
    func store(
        _ bytes: [UInt8], contentType: String, at url: String
    ) async throws(DispatchError) {
        try checkAccount()
        let call = HTTPCall(
            "PUT", url, headers: [("Content-Type", contentType), ("User-Agent", Self.userAgent)],
            body: bytes, timeout: .seconds(60), proxy: account.proxyURL)
        let answer: HTTPAnswer
        do { answer = try await transport.send(call) } catch { throw failure(error, safe: true) }
        switch answer.status {
        case 200..<300: return
        case 408, 429, 500...:
            throw .transient("Discord's storage answered \(answer.status).", retryAfter: nil)
        default: throw .permanent("Discord's storage answered \(answer.status).")
        }
    }

    /// Sends a form to a page of the image bot, which is no part of Discord's API: it gets no
    /// token, and its refusals say nothing about the account.
    func submit(_ body: JSONValue, at url: String) async throws(DispatchError) {
        let call = HTTPCall(
            "POST", url,
            headers: [("Content-Type", "application/json"), ("User-Agent", Self.userAgent)],
            body: try DiscordJSON.encode(body), timeout: .seconds(30), proxy: account.proxyURL)
        let answer: HTTPAnswer
        do { answer = try await transport.send(call) } catch { throw failure(error, safe: false) }
        let words = "The image bot's page answered \(answer.status)."
        switch answer.status {
        case 200..<300: return
        case 429: throw .transient(words, retryAfter: nil)
        case 500...: throw .ambiguous(words)
        default: throw .permanent(words)
        }
    }

    /// What a refusal means for the attempt. Parks the account where it says so.
    ///
    /// A 5xx comes from what stands between the two as often as from Discord: it does not
    /// tell whether the request was carried out.
    /// - Parameter safe: whether doing it again does no harm.
    func failure(_ refusal: DiscordRefusal, safe: Bool = false) -> DispatchError {
        let text = redaction.clean(refusal.text)
        if refusal.cause != nil {
            park(refusal)
            return .parked(text)
        }
        if refusal.isFrontDoor {
            return .transient(
                "Discord turned this address away: \(text)", retryAfter: refusal.retryAfter)
        }
        switch refusal.status {
        case 500... where !safe: return .ambiguous(text)
        case 408, 429, 500...: return .transient(text, retryAfter: refusal.retryAfter)
        default: return .permanent(text)
        }
    }

    private func park(_ refusal: DiscordRefusal) {
        guard let cause = refusal.cause else { return }
        let text = redaction.clean(refusal.text)
        state.note(
            AccountCondition(
                cause,
                refusal.status == 401
                    ? "Discord refused the token (401): \(text)"
                    : "Discord stopped the account (\(refusal.status)): \(text)"))
    }

    /// - Throws: `DispatchError.parked` when nothing may be sent any more.
    func checkAccount() throws(DispatchError) {
        if case .parked(let reason) = state.health { throw .parked(reason) }
    }
}

extension DiscordREST {
    private func call(for request: DiscordRequest) throws(DispatchError) -> HTTPCall {
        HTTPCall(
            request.method, base + request.path,
            headers: [
                ("Authorization", account.userToken), ("Content-Type", "application/json"),
                ("User-Agent", Self.userAgent),
            ],
            body: try request.body.map(DiscordJSON.encode), timeout: request.timeout,
            proxy: account.proxyURL)
    }

    private func waitForPermit(_ request: DiscordRequest) async throws(DispatchError) {
        let latest = time.now() + request.patience
        while true {
            try checkAccount()
            let now = time.now()
            guard case .wait(let until) = permit(request.route, now) else { return }
            guard until <= latest else {
                throw .transient("Discord's rate limit is reached.", retryAfter: until - now)
            }
            do { try await time.sleep(until: until) } catch {
                throw .transient("Cancelled before anything was sent.", retryAfter: nil)
            }
        }
    }

    private func permit(_ route: DiscordRoute, _ now: Instant) -> RateLimitPermit {
        if let until = door.closedUntil(now) { return .wait(until: until) }
        return limits.withLock { $0.admit(route, at: now) }
    }

    private func learn(_ answer: HTTPAnswer, _ route: DiscordRoute) {
        let news = RateLimitNews(answer)
        let now = time.now()
        door.learn(answer, news, at: now)
        limits.withLock { $0.learn(news, about: route, at: now) }
    }

    /// What a missing answer means for the attempt.
    /// - Parameter safe: whether doing it again does no harm.
    private func failure(_ error: any Error, safe: Bool) -> DispatchError {
        let text: String
        switch error {
        case HTTPFault.notSent(let reason):
            return .transient(
                redaction.clean("Discord was not reached: \(reason)"), retryAfter: nil)
        case HTTPFault.unanswered(let reason):
            text = redaction.clean("Discord did not answer: \(reason)")
        case HTTPFault.malformed(let reason):
            text = redaction.clean("Discord's answer is not HTTP: \(reason)")
        case HTTPFault.answerTooLarge: text = "Discord's answer is too large."
        case is CancellationError: text = "Cancelled while Discord's answer was awaited."
        default: text = "The connection to Discord failed."
        }
        return safe ? .transient(text, retryAfter: nil) : .ambiguous(text)
    }
}
