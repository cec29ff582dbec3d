import Synchronization
import Testing

@testable import GateResults

private final class Count: Sendable {
    let seen = Mutex((now: 0, most: 0, passed: 0))

    func enter() { seen.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1), $0.passed) } }
    func leave() { seen.withLock { $0 = ($0.now - 1, $0.most, $0.passed + 1) } }
}

@Suite("Turnstile")
struct TurnstileTests {
    @Test("lets no more through than there are places, and everyone in the end")
    func bounds() async throws {
        let turnstile = Turnstile(places: 2)
        let inside = Count()
        await withTaskGroup { group in
            for _ in 0..<50 {
                group.addTask {
                    try? await turnstile.pass {
                        inside.enter()
                        await Task.yield()
                        inside.leave()
                    }
                }
            }
        }
        let seen = inside.seen.withLock { $0 }
        #expect(seen.now == 0 && seen.most <= 2 && seen.passed == 50)
    }

    @Test("whoever is cancelled while waiting takes no place")
    func cancelled() async throws {
        let turnstile = Turnstile(places: 1)
        try await turnstile.pass {
            let waiting = Task { try await turnstile.pass {} }
            while turnstile.waitingCount == 0 { await Task.yield() }
            waiting.cancel()
            await #expect(throws: CancellationError.self) { try await waiting.value }
            #expect(turnstile.waitingCount == 0)
            let early = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                try await turnstile.pass {}
            }
            await #expect(throws: CancellationError.self) { try await early.value }
        }
        try await turnstile.pass {}
    }
}
