import GateCore
import GateTestKit
import Testing

@testable import GateTasks

@Suite("Draining the engine", .timeLimit(.minutes(1)))
struct DrainingTests {
    @Test("nothing is sent any more, and what waits stays in the queue")
    func sendsNothing() async throws {
        try await Workshop(slots: 2).open { shop in
            await shop.engine.drain(within: .seconds(10))
            let task = try await shop.imagine("a fox")
            _ = await shop.engine.wish(.released, for: "nobody")
            #expect(shop.store.taskRecords.first { $0.id == task.id }?.status == .queued)
        }
    }

    @Test("what was sent is durable when it returns")
    func hearsOut() async throws {
        try await Workshop(slots: 5).open { shop in
            var tasks: [TaskRecord] = []
            for number in 0..<5 { tasks.append(try await shop.imagine("fox \(number)")) }
            var attempts = shop.dispatcher.attempts.makeAsyncIterator()
            for _ in tasks { _ = await attempts.next() }
            let drain = Task { await shop.engine.drain(within: .seconds(10)) }
            let hands = Task {
                while !Task.isCancelled {
                    shop.time.advance(by: .milliseconds(20))
                    await Task.yield()
                }
            }
            await drain.value
            hands.cancel()
            #expect(shop.store.taskRecords.allSatisfy { $0.status == .submitted })
        }
    }

    @Test("an attempt that waits to be made again is not waited for")
    func leavesPauses() async throws {
        try await Workshop().open { shop in
            shop.dispatcher.fail(.transient("503", retryAfter: .seconds(600)))
            let task = try await shop.imagine("a fox")
            var attempts = shop.dispatcher.attempts.makeAsyncIterator()
            _ = await attempts.next()
            // The engine's second, and the pause before the next attempt.
            await shop.time.waitForSleepers(2)
            await shop.engine.drain(within: .seconds(10))
            #expect(shop.store.taskRecords.first { $0.id == task.id }?.status == .dispatching)
        }
    }
}
