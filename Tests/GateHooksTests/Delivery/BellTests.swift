import Testing

@testable import GateHooks

@Suite(.timeLimit(.minutes(1))) struct BellTests {
    @Test("rings that nobody heard count as one")
    func early() async throws {
        let bell = Bell()
        bell.ring()
        bell.ring()
        try await bell.wait()
        let waiter = Task { try await bell.wait() }
        bell.ring()
        try await waiter.value
    }

    @Test("a cancelled wait ends, and the bell still works")
    func cancelled() async throws {
        let bell = Bell()
        let waiter = Task { try await bell.wait() }
        await Task.yield()
        waiter.cancel()
        await #expect(throws: CancellationError.self) { try await waiter.value }
        bell.ring()
        try await bell.wait()
    }

    @Test("no ring is lost between two tasks")
    func handOver() async throws {
        let bell = Bell()
        let echo = Bell()
        let rounds = 1000
        let other = Task {
            for _ in 0..<rounds {
                try await bell.wait()
                echo.ring()
            }
        }
        for _ in 0..<rounds {
            bell.ring()
            try await echo.wait()
        }
        try await other.value
    }
}
