import GateCore

/// All that changes in an external service's standing. A value: its owner locks it.
struct ServiceState: Sendable {
    var breaker: CircuitBreaker
    var budget: RetryBudget
    var cache: RecentCache<CacheKey, Finding>?
    var tally = ExternalStanding.Tally()
    /// The last failure's words.
    var lastFailure: String?

    /// - Parameter settings: the bounds.
    init(_ settings: ServiceSettings) {
        breaker = CircuitBreaker(settings.breaker)
        budget = RetryBudget(share: settings.retryBudget)
        cache = settings.cache.map { RecentCache(ttl: $0.ttl, capacity: $0.entries) }
    }

    /// What is remembered; counted, where anything is remembered at all.
    mutating func remembered(_ key: CacheKey, at now: Instant) -> Finding? {
        guard cache != nil else { return nil }
        let finding = cache?.value(for: key, at: now)
        if finding == nil { tally.cacheMisses += 1 } else { tally.cacheHits += 1 }
        return finding
    }

    /// The right to one more call.
    mutating func admit(repeating: Bool, at now: Instant) -> CircuitBreaker.Pass? {
        guard let pass = breaker.admit(at: now) else { return nil }
        tally.calls += 1
        if repeating { tally.retries += 1 } else { budget.called() }
        return pass
    }

    /// A call failed.
    mutating func failed(_ pass: CircuitBreaker.Pass, _ failure: CallFailure, at now: Instant) {
        lastFailure = failure.fault.detail
        if failure.isOfService {
            breaker.failed(pass, at: now)
        } else {
            breaker.succeeded(pass, at: now)
        }
    }

    /// Whether a call that failed may be repeated now.
    mutating func mayRepeat(at now: Instant) -> Bool {
        // The next call of an open circuit is a new question's, not a repetition.
        breaker.state(at: now) == .closed && budget.take()
    }
}
