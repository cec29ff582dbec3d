import GateCore

/// Decides whether a service may be called. After too many failures it may not for a while;
/// then one call tries whether it is well again, and all others wait for what comes of it.
///
/// A value without clocks and locks: who owns it gives the time.
struct CircuitBreaker: Sendable {
    /// The words for it.
    enum State: String, Sendable {
        case closed, open
        case halfOpen = "half_open"
    }

    /// The right to make one call, to be given back with what came of it.
    struct Pass: Hashable, Sendable {
        /// Whether it is the one call that tries.
        let isProbe: Bool
        fileprivate let generation: Int
    }

    private enum Phase {
        case closed
        case open(until: Instant)
        case probing
    }

    private let settings: BreakerSettings
    private var phase = Phase.closed
    private var window: FailureWindow
    /// Counts changes of phase: what comes of a call from before one says nothing any more.
    private var generation = 0
    /// How often it opened.
    private(set) var openings = 0

    /// - Parameter settings: when it opens, and for how long.
    init(_ settings: BreakerSettings) {
        self.settings = settings
        window = FailureWindow(settings.within)
    }

    /// Its state at `now`.
    func state(at now: Instant) -> State {
        switch phase {
        case .closed: .closed
        case .open(let until): now < until ? .open : .halfOpen
        case .probing: .halfOpen
        }
    }

    /// How long no call is made yet; nil when one may be.
    func closedFor(at now: Instant) -> Duration? {
        guard case .open(let until) = phase, now < until else { return nil }
        return until - now
    }

    /// Whether `admit` would refuse.
    func refuses(at now: Instant) -> Bool {
        switch phase {
        case .closed: false
        case .open(let until): now < until
        case .probing: true
        }
    }

    /// The right to one call; nil when none may be made now.
    mutating func admit(at now: Instant) -> Pass? {
        guard !refuses(at: now) else { return nil }
        if case .open = phase {
            enter(.probing)
            return Pass(isProbe: true, generation: generation)
        }
        return Pass(isProbe: false, generation: generation)
    }

    /// The call brought an answer.
    mutating func succeeded(_ pass: Pass, at now: Instant) {
        guard pass.generation == generation else { return }
        guard !pass.isProbe else {
            window = FailureWindow(settings.within)
            return enter(.closed)
        }
        window.note(failed: false, at: now)
    }

    /// The call failed.
    mutating func failed(_ pass: Pass, at now: Instant) {
        guard pass.generation == generation else { return }
        guard !pass.isProbe else { return open(at: now) }
        window.note(failed: true, at: now)
        let (calls, failures) = window.counts(at: now)
        if failures >= settings.failures, Double(failures) >= settings.share * Double(calls) {
            open(at: now)
        }
    }

    /// The call was given up, and says nothing of the service. The next one tries instead.
    mutating func abandoned(_ pass: Pass, at now: Instant) {
        guard pass.generation == generation, pass.isProbe else { return }
        enter(.open(until: now))
    }

    private mutating func open(at now: Instant) {
        openings += 1
        enter(.open(until: now + settings.openFor))
    }

    private mutating func enter(_ next: Phase) {
        generation += 1
        phase = next
    }
}
