import GateCore
import Testing

@testable import GateExternal

private func at(_ seconds: Double) -> Instant {
    Instant(sinceStart: .milliseconds(Int(seconds * 1000)))
}

private let settings = BreakerSettings(
    failures: 3, within: .seconds(10), share: 0.5, openFor: .seconds(5))

/// A breaker that expectations can call: they take no value that changes.
private final class Subject {
    private var breaker = CircuitBreaker(settings)

    var openings: Int { breaker.openings }
    func state(at now: Instant) -> CircuitBreaker.State { breaker.state(at: now) }
    func refuses(at now: Instant) -> Bool { breaker.refuses(at: now) }
    func closedFor(at now: Instant) -> Duration? { breaker.closedFor(at: now) }
    func admit(at now: Instant) -> CircuitBreaker.Pass? { breaker.admit(at: now) }
    func succeeded(_ pass: CircuitBreaker.Pass, at now: Instant) {
        breaker.succeeded(pass, at: now)
    }
    func failed(_ pass: CircuitBreaker.Pass, at now: Instant) { breaker.failed(pass, at: now) }
    func abandoned(_ pass: CircuitBreaker.Pass, at now: Instant) {
        breaker.abandoned(pass, at: now)
    }

    /// Makes a call, which fails or does not.
    func call(failing: Bool, at now: Instant) -> Bool {
        guard let pass = admit(at: now) else { return false }
        if failing { failed(pass, at: now) } else { succeeded(pass, at: now) }
        return true
    }
}

@Suite("Circuit breaker")
struct CircuitBreakerTests {
    private func opened() -> Subject {
        let breaker = Subject()
        for _ in 0..<3 { _ = breaker.call(failing: true, at: at(1)) }
        return breaker
    }

    @Test("opens at the last of the failures, and not before")
    func opens() {
        let breaker = Subject()
        for _ in 0..<2 { #expect(breaker.call(failing: true, at: at(1))) }
        #expect(breaker.state(at: at(1)) == .closed)
        #expect(breaker.call(failing: true, at: at(1)))
        #expect(breaker.state(at: at(1)) == .open && breaker.openings == 1)
        #expect(breaker.admit(at: at(1)) == nil && breaker.refuses(at: at(5.999)))
        #expect(breaker.closedFor(at: at(2)) == .seconds(4))
    }

    @Test("forgets failures that are too long ago")
    func window() {
        let breaker = Subject()
        for second in [0.0, 0, 11, 11] { _ = breaker.call(failing: true, at: at(second)) }
        #expect(breaker.state(at: at(11)) == .closed)
        _ = breaker.call(failing: true, at: at(12))
        #expect(breaker.state(at: at(12)) == .open)
    }

    @Test("bears failures that are a small share of the calls")
    func share() {
        let breaker = Subject()
        for _ in 0..<100 { _ = breaker.call(failing: false, at: at(1)) }
        for _ in 0..<99 { _ = breaker.call(failing: true, at: at(1)) }
        #expect(breaker.state(at: at(1)) == .closed)
        _ = breaker.call(failing: true, at: at(1))
        #expect(breaker.state(at: at(1)) == .open)
    }

    @Test("lets one call through when half open, and all others wait for what comes of it")
    func probe() throws {
        let breaker = opened()
        #expect(breaker.state(at: at(6)) == .halfOpen)
        let probe = try #require(breaker.admit(at: at(6)))
        #expect(probe.isProbe)
        #expect(breaker.admit(at: at(6)) == nil && breaker.admit(at: at(600)) == nil)
        breaker.succeeded(probe, at: at(7))
        #expect(breaker.state(at: at(7)) == .closed)
        // The failures from before are gone.
        for _ in 0..<2 { #expect(breaker.call(failing: true, at: at(7))) }
        #expect(breaker.state(at: at(7)) == .closed)
    }

    @Test("opens again when the probe fails")
    func failedProbe() throws {
        let breaker = opened()
        let probe = try #require(breaker.admit(at: at(6)))
        breaker.failed(probe, at: at(8))
        #expect(breaker.refuses(at: at(12.999)) && breaker.openings == 2)
        #expect(try #require(breaker.admit(at: at(13))).isProbe)
    }

    @Test("lets the next call probe when the probe was given up")
    func abandonedProbe() throws {
        let breaker = opened()
        let probe = try #require(breaker.admit(at: at(6)))
        breaker.abandoned(probe, at: at(6.5))
        #expect(try #require(breaker.admit(at: at(6.5))).isProbe)
    }

    @Test("does not hear what comes of calls from before it opened")
    func lateNews() throws {
        let breaker = Subject()
        let early = try #require(breaker.admit(at: at(0)))
        let other = try #require(breaker.admit(at: at(0)))
        for _ in 0..<3 { _ = breaker.call(failing: true, at: at(1)) }
        breaker.succeeded(early, at: at(2))
        #expect(breaker.state(at: at(2)) == .open)
        let probe = try #require(breaker.admit(at: at(6)))
        breaker.failed(other, at: at(6))
        #expect(breaker.state(at: at(6)) == .halfOpen && breaker.openings == 1)
        breaker.succeeded(probe, at: at(6))
        #expect(breaker.state(at: at(6)) == .closed)
    }
}
