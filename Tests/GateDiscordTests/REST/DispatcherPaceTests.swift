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

    @Test("Being turned away before Discord's API stops every account of the address")
    func cloudflare() async {
        let door = FrontDoor()
        let (first, second) = (DispatcherFixture(door: door), DispatcherFixture(door: door))
        first.transport.enqueue(
            status: 429, headers: [("Server", "cloudflare")], body: "error code: 1015")
        #expect(
            await first.outcome()
                == .transient(
                    "Discord turned this address away: Discord answered 429.",
                    retryAfter: .seconds(300)))
        #expect(
            await second.outcome()
                == .transient("Discord's rate limit is reached.", retryAfter: .seconds(300)))
        #expect(second.transport.calls.isEmpty)
        second.time.advance(by: .seconds(300))
        #expect(await second.outcome() == nil)
    }

    @Test("A page of Cloudflare's with 403 is no word about the account")
    func forbiddenByCloudflare() async {
        let discord = DispatcherFixture()
        discord.transport.enqueue(
            status: 403, headers: [("Retry-After", "30")],
            body: "<html><title>Attention Required! | Cloudflare</title></html>")
        guard case .transient(_, retryAfter: .seconds(30)) = await discord.outcome() else {
            Issue.record("not transient")
            return
        }
        #expect(discord.state.condition == nil)
    }

    @Test("After a 429 one request tries first, and the others follow it")
    func triesFirst() async {
        let discord = DispatcherFixture()
        discord.transport.enqueue(status: 429, body: #"{"retry_after":2}"#)
        _ = await discord.outcome()
        let waiting = (0..<5).map { _ in Task { await discord.outcome() } }
        await discord.time.waitForSleepers(5)
        discord.transport.enqueue(status: 429, body: #"{"retry_after":3}"#)
        discord.time.advance(by: .seconds(2))
        while discord.transport.calls.count < 2 { await Task.yield() }
        await discord.time.waitForSleepers(4)
        #expect(discord.transport.calls.count == 2, "The rest is not refused too.")
        for _ in 0..<40 {
            discord.time.advance(by: .milliseconds(250))
            await Task.yield()
        }
        var outcomes: [DispatchError?] = []
        for task in waiting { outcomes.append(await task.value) }
        #expect(outcomes.count { $0 == nil } == 4)
    }

    @Test("Too many invalid answers in ten minutes stop everything, far below the ban")
    func breaker() async {
        let discord = DispatcherFixture()
        var refused = 0
        for _ in 0..<1000 {
            discord.transport.enqueue(status: 429, body: #"{"retry_after":0}"#)
            guard case .transient("Discord answered 429.", _) = await discord.outcome() else {
                break
            }
            refused += 1
            discord.time.advance(by: .seconds(1))
        }
        #expect(refused == InvalidAnswers.usualLimit)
        #expect(
            await discord.outcome()
                == .transient("Discord's rate limit is reached.", retryAfter: .seconds(100)))
    }
}
