import GateCore
import GateTestKit
import Testing

@testable import GateDiscord

@Suite("Keeping to Discord's rate limits", .timeLimit(.minutes(1)))
struct DispatcherPaceTests {
    @Test("After a 429 the next request waits as long as Discord asked, not a moment less")
    func waits() async throws {
        let discord = DispatcherFixture()
        discord.transport.enqueue(status: 429, body: #"{"retry_after":2.5}"#)
        _ = await discord.outcome()
        let next = Task { await discord.outcome() }
        await discord.time.waitForSleepers()
        discord.time.advance(by: .milliseconds(2499))
        #expect(discord.time.sleeperCount == 1)
        #expect(discord.transport.calls.count == 1)
        discord.time.advance(by: .milliseconds(1))
        #expect(await next.value == nil)
        #expect(discord.transport.calls.count == 2)
    }

    @Test("A wait longer than an attempt's patience is told instead of waited")
    func impatient() async {
        let discord = DispatcherFixture()
        discord.transport.enqueue(status: 429, body: #"{"retry_after":60}"#)
        _ = await discord.outcome()
        discord.time.advance(by: .seconds(10))
        #expect(
            await discord.outcome()
                == .transient("Discord's rate limit is reached.", retryAfter: .seconds(50)))
        #expect(discord.transport.calls.count == 1)
    }

    @Test("A spent bucket holds back the next request without a 429")
    func spent() async {
        let discord = DispatcherFixture()
        discord.transport.enqueue(
            status: 204,
            headers: [
                ("X-RateLimit-Bucket", "b"), ("X-RateLimit-Limit", "1"),
                ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset-After", "5"),
            ])
        _ = await discord.outcome()
        let next = Task { await discord.outcome() }
        await discord.time.waitForSleepers()
        #expect(discord.transport.calls.count == 1)
        discord.time.advance(by: .seconds(5))
        #expect(await next.value == nil)
    }

    @Test("An account that is parked meanwhile does not send what waited")
    func parkedMeanwhile() async {
        let discord = DispatcherFixture()
        discord.transport.enqueue(status: 429, body: #"{"retry_after":2}"#)
        _ = await discord.outcome()
        let next = Task { await discord.outcome() }
        await discord.time.waitForSleepers()
        discord.state.park("why")
        discord.time.advance(by: .seconds(2))
        #expect(await next.value == .parked("why"))
        #expect(discord.transport.calls.count == 1)
    }

    @Test("Cancelling what waits sends nothing")
    func cancelled() async {
        let discord = DispatcherFixture()
        discord.transport.enqueue(status: 429, body: #"{"retry_after":2}"#)
        _ = await discord.outcome()
        let next = Task { await discord.outcome() }
        await discord.time.waitForSleepers()
        next.cancel()
        #expect(
            await next.value == .transient("Cancelled before anything was sent.", retryAfter: nil))
        #expect(discord.transport.calls.count == 1)
    }

    @Test("Too many invalid answers in ten minutes stop everything, far below the ban")
    func breaker() async {
        let discord = DispatcherFixture()
        var refused = 0
        for _ in 0..<500 {
            discord.transport.enqueue(status: 429, body: #"{"retry_after":0}"#)
            guard case .transient("Discord answered 429.", _) = await discord.outcome() else {
                break
            }
            refused += 1
            discord.time.advance(by: .seconds(1))
        }
        #expect(refused == 50)
        #expect(
            await discord.outcome()
                == .transient("Discord's rate limit is reached.", retryAfter: .seconds(550)))
    }
}
