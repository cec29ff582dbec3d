import GateCore
import Logging
import Synchronization

/// Asks one service, within bounds: calls at once, repeated calls, and none at all for a
/// while after too many failures. Safe to use from anywhere.
final class ExternalService: Sendable {
    /// For a call that nothing else bounds.
    private static let longestCall = Duration.seconds(30)
    private static let firstPause = Duration.milliseconds(50)

    private let settings: ServiceSettings
    private let parts: ExternalParts
    private let headers: [(name: String, value: String)]
    private let missingVariables: [String]
    private let lanes: CallLanes
    private let state: Mutex<ServiceState>

    /// - Parameters:
    ///   - settings: where, how, and how much it may fail.
    ///   - parts: what it works with.
    init(_ settings: ServiceSettings, _ parts: ExternalParts) {
        self.settings = settings
        self.parts = parts
        headers = settings.headers.compactMap { header in
            header.value(parts.lookup).map { (header.name, $0) }
        }
        missingVariables = settings.headers.flatMap { $0.unusable(parts.lookup) }
        // A short queue smooths bursts; a long one would only turn failures into time-outs.
        lanes = CallLanes(places: settings.concurrency, longestQueue: settings.concurrency)
        state = Mutex(ServiceState(settings))
        if !missingVariables.isEmpty {
            parts.log.error(
                "an external stage has headers whose variables cannot be used",
                metadata: ["variables": "\(missingVariables.joined(separator: ", "))"])
        }
    }

    /// How it stands now.
    var standing: ExternalStanding {
        let now = parts.time.now()
        let (inside, waiting) = lanes.counts
        return state.withLock { state in
            ExternalStanding(
                host: settings.url?.host ?? "", format: settings.format,
                circuit: state.breaker.state(at: now).rawValue,
                opensIn: state.breaker.closedFor(at: now), openings: state.breaker.openings,
                inFlight: inside, waiting: waiting, cacheEntries: state.cache?.count,
                tally: state.tally, lastFailure: state.lastFailure,
                missingVariables: missingVariables)
        }
    }

    /// What the service says, or said of the same question lately.
    /// - Throws: `StageFault`, or `CancellationError`.
    func ask(_ question: Question) async throws -> Finding {
        do {
            let finding = try await answer(to: question)
            state.withLock { state in
                if finding.isHit { state.tally.hits += 1 } else { state.tally.clear += 1 }
            }
            return finding
        } catch let fault as StageFault {
            count(fault)
            throw fault
        } catch {
            guard isLate else {
                state.withLock { $0.tally.cancelled += 1 }
                throw error
            }
            count(CallFailure.late.fault)
            throw CallFailure.late.fault
        }
    }

    private func answer(to question: Question) async throws -> Finding {
        let call = try call(for: question)
        let key = CacheKey(question.tenant, call.body)
        let now = parts.time.now()
        if let kept = state.withLock({ $0.remembered(key, at: now) }) { return kept }
        // Who would be turned away anyway need not wait for a place.
        if state.withLock({ $0.breaker.refuses(at: now) }) { throw circuitOpen() }
        do {
            let finding = try await lanes.pass { try await persist(call) }
            state.withLock { $0.cache?.keep(finding, for: key, at: parts.time.now()) }
            return finding
        } catch is CallLanes.Full {
            state.withLock { $0.tally.noPlace += 1 }
            throw StageFault(
                .unreachable, "\(settings.concurrency) calls at once, and as many wait")
        }
    }

    private func call(for question: Question) throws(StageFault) -> ServiceCall {
        guard let url = settings.url else { throw StageFault(.error, "no address") }
        // Without its credentials a service may answer in ways that look like a verdict.
        guard missingVariables.isEmpty else {
            throw StageFault(
                .error,
                "not set, or not fit for a header: "
                    + missingVariables.joined(separator: ", "))
        }
        return ServiceCall(question, settings, url: url.text, headers: headers)
    }

    // MARK: Calls

    /// Asks, and asks again where that may help.
    private func persist(_ call: ServiceCall) async throws -> Finding {
        var pause = Self.firstPause
        var attempt = 1
        var last: StageFault?
        while true {
            guard let pass = admit(repeating: attempt > 1) else { throw last ?? circuitOpen() }
            switch try await once(call, pass) {
            case .success(let finding): return finding
            case .failure(let failure):
                let spread = pause * (0.5 + 0.5 * parts.random.fraction())
                guard failure.mayWorkLater, attempt < settings.attempts, !pass.isProbe,
                    spread < timeLeft, mayRepeat()
                else { throw failure.fault }
                last = failure.fault
                try await parts.time.sleep(for: spread)
            }
            attempt += 1
            pause = pause * 2
        }
    }

    /// Makes one call, and tells the circuit breaker what came of it.
    /// - Throws: `CancellationError`.
    private func once(
        _ call: ServiceCall, _ pass: CircuitBreaker.Pass
    ) async throws -> Result<Finding, CallFailure> {
        let start = parts.time.now()
        let timeout = timeForCall
        do {
            let answer = try await parts.transport.send(call.request(timeout: timeout))
            return settle(Result { () throws(CallFailure) in try call.finding(in: answer) }, pass)
        } catch let fault as HTTPFault {
            // libcurl counts in milliseconds, and may be one early.
            let isLate = parts.time.now() - start >= timeout - min(.milliseconds(5), timeout / 10)
            return settle(.failure(CallFailure(fault, isLate: isLate, settings)), pass)
        } catch {
            let now = parts.time.now()
            let isLate = isLate
            state.withLock { state in
                if isLate {
                    state.failed(pass, .late, at: now)
                } else {
                    state.breaker.abandoned(pass, at: now)
                }
            }
            throw error
        }
    }

    private func settle(
        _ result: Result<Finding, CallFailure>, _ pass: CircuitBreaker.Pass
    ) -> Result<Finding, CallFailure> {
        let now = parts.time.now()
        state.withLock { state in
            switch result {
            case .success: state.breaker.succeeded(pass, at: now)
            case .failure(let failure): state.failed(pass, failure, at: now)
            }
        }
        return result
    }

    private func admit(repeating: Bool) -> CircuitBreaker.Pass? {
        let now = parts.time.now()
        return state.withLock { $0.admit(repeating: repeating, at: now) }
    }

    private func mayRepeat() -> Bool {
        let now = parts.time.now()
        return state.withLock { $0.mayRepeat(at: now) }
    }

    private func circuitOpen() -> StageFault {
        state.withLock { state in
            state.tally.circuitOpen += 1
            return StageFault(.unreachable, "circuit open: \(state.lastFailure ?? "many failures")")
        }
    }

    // MARK: Time

    private var timeLeft: Duration {
        Cutoff.deadline.map { $0 - parts.time.now() } ?? Self.longestCall
    }

    /// A little less than is left, so that the time-out is told by the one who knows more.
    private var timeForCall: Duration {
        let left = max(timeLeft, .milliseconds(1))
        return .milliseconds(max(1, (left - min(.milliseconds(20), left / 50)).milliseconds))
    }

    /// Whether a cancellation is the end of the stage's time, and not a caller who left.
    private var isLate: Bool { Cutoff.deadline.map { $0 <= parts.time.now() } ?? false }

    private func count(_ fault: StageFault) {
        state.withLock { state in
            switch fault.kind {
            case .unreachable: state.tally.unreachable += 1
            case .timeout: state.tally.timeouts += 1
            case .error: state.tally.errors += 1
            }
        }
    }
}
