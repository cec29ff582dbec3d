import GateCore
import GateTestKit
import Testing

@testable import GateDiscord

@Suite("Discord's rate limits, remembered")
struct RateLimitLedgerTests {
    private let send = DiscordRoute(name: "POST interactions", resource: "interactions")
    private let other = DiscordRoute(name: "GET channels/1/messages", resource: "channels/1")

    private func at(_ milliseconds: Int64) -> Instant {
        Instant(sinceStart: .milliseconds(milliseconds))
    }

    private func news(
        _ limit: Int, _ remaining: Int, reset: Duration, bucket: String? = "b"
    ) -> RateLimitNews {
        var news = RateLimitNews()
        news.bucket = bucket
        news.limit = limit
        news.remaining = remaining
        news.resetAfter = reset
        return news
    }

    private func refusal(_ wait: Duration, global: Bool = false) -> RateLimitNews {
        var news = RateLimitNews()
        news.retryAfter = wait
        news.isGlobal = global
        return news
    }

    @Test("What is not known may go")
    func unknown() {
        var ledger = RateLimitLedger()
        for _ in 0..<20 { #expect(ledger.admit(send, at: at(0)) == .go) }
    }

    @Test("A spent bucket waits for its reset, to the instant, and then has its limit again")
    func spent() {
        var ledger = RateLimitLedger()
        #expect(ledger.admit(send, at: at(0)) == .go)
        ledger.learn(news(2, 0, reset: .seconds(3)), about: send, at: at(100))
        #expect(ledger.admit(send, at: at(100)) == .wait(until: at(3100)))
        #expect(ledger.admit(send, at: at(3099)) == .wait(until: at(3100)))
        #expect(ledger.admit(send, at: at(3100)) == .go)
        #expect(ledger.admit(send, at: at(3100)) == .go)
        #expect(ledger.admit(send, at: at(3100)) == .wait(until: at(3350)))
    }

    @Test("Requests on their way count as spent")
    func inFlight() {
        var ledger = RateLimitLedger()
        for _ in 0..<3 { #expect(ledger.admit(send, at: at(0)) == .go) }
        ledger.learn(news(5, 4, reset: .seconds(5)), about: send, at: at(10))
        // Four left, two of them taken by those on their way.
        #expect(ledger.admit(send, at: at(20)) == .go)
        #expect(ledger.admit(send, at: at(20)) == .go)
        #expect(ledger.admit(send, at: at(20)) == .wait(until: at(5010)))
    }

    @Test("Answers out of order never make more of a window")
    func outOfOrder() {
        var ledger = RateLimitLedger()
        for _ in 0..<3 { #expect(ledger.admit(send, at: at(0)) == .go) }
        ledger.learn(news(3, 0, reset: .seconds(5)), about: send, at: at(10))
        ledger.learn(news(3, 1, reset: .seconds(5)), about: send, at: at(12))
        ledger.learn(news(3, 2, reset: .seconds(5)), about: send, at: at(14))
        #expect(ledger.admit(send, at: at(20)) == .wait(until: at(5010)))
    }

    @Test("A request without an answer does not close its bucket for ever")
    func settled() {
        var ledger = RateLimitLedger()
        #expect(ledger.admit(send, at: at(0)) == .go)
        ledger.learn(news(1, 0, reset: .seconds(1)), about: send, at: at(0))
        #expect(ledger.admit(send, at: at(1000)) == .go)
        #expect(ledger.admit(send, at: at(1000)) == .wait(until: at(1250)))
        ledger.settle(send)
        #expect(ledger.admit(send, at: at(1250)) == .go)
    }

    @Test("A 429 closes its own bucket, a global one everything")
    func refused() {
        var ledger = RateLimitLedger()
        #expect(ledger.admit(send, at: at(0)) == .go)
        ledger.learn(refusal(.milliseconds(2060)), about: send, at: at(0))
        #expect(ledger.admit(send, at: at(1)) == .wait(until: at(2060)))
        #expect(ledger.admit(other, at: at(1)) == .go)
        ledger.learn(refusal(.seconds(4), global: true), about: other, at: at(1))
        #expect(ledger.admit(send, at: at(2060)) == .wait(until: at(4001)))
        #expect(ledger.admit(other, at: at(2060)) == .wait(until: at(4001)))
        #expect(ledger.admit(send, at: at(4001)) == .go)
        #expect(ledger.admit(other, at: at(4001)) == .go)
    }

    @Test("A bucket of the same name below another resource is another bucket")
    func resources() {
        var ledger = RateLimitLedger()
        #expect(ledger.admit(send, at: at(0)) == .go)
        #expect(ledger.admit(other, at: at(0)) == .go)
        ledger.learn(news(1, 0, reset: .seconds(9)), about: send, at: at(0))
        ledger.learn(news(5, 4, reset: .seconds(9)), about: other, at: at(0))
        #expect(ledger.admit(send, at: at(1)) == .wait(until: at(9000)))
        #expect(ledger.admit(other, at: at(1)) == .go)
    }

    @Test("Routes that turn out to share a bucket share what is left of it")
    func shared() {
        let twin = DiscordRoute(name: "POST channels/1/messages", resource: "channels/1")
        var ledger = RateLimitLedger()
        #expect(ledger.admit(other, at: at(0)) == .go)
        #expect(ledger.admit(twin, at: at(0)) == .go)
        ledger.learn(news(2, 1, reset: .seconds(9)), about: other, at: at(0))
        ledger.learn(news(2, 0, reset: .seconds(9)), about: twin, at: at(0))
        #expect(ledger.admit(other, at: at(1)) == .wait(until: at(9000)))
        #expect(ledger.admit(twin, at: at(1)) == .wait(until: at(9000)))
    }

    @Test("A bucket that changes its name takes along what is on its way, and no more")
    func renamed() {
        let twin = DiscordRoute(name: "POST channels/1/messages", resource: "channels/1")
        var ledger = RateLimitLedger()
        for route in [other, twin] {
            #expect(ledger.admit(route, at: at(0)) == .go)
            ledger.learn(news(9, 8, reset: .seconds(1)), about: route, at: at(0))
        }
        for _ in 0..<3 { #expect(ledger.admit(other, at: at(1)) == .go) }
        for _ in 0..<3 {
            ledger.learn(news(3, 2, reset: .seconds(1), bucket: "c"), about: other, at: at(2))
        }
        // Nothing is on its way: each has its whole limit after the reset.
        for _ in 0..<9 { #expect(ledger.admit(twin, at: at(5000)) == .go) }
        #expect(ledger.admit(twin, at: at(5000)) != .go)
        for _ in 0..<3 { #expect(ledger.admit(other, at: at(5000)) == .go) }
        #expect(ledger.admit(other, at: at(5000)) != .go)
    }

    @Test("Never more than 50 in any second, whatever the buckets allow")
    func perSecond() {
        var ledger = RateLimitLedger()
        var sent: [Int64] = []
        for millisecond in stride(from: Int64(0), to: 4000, by: 7) {
            if ledger.admit(send, at: at(millisecond)) == .go { sent.append(millisecond) }
            ledger.settle(send)
        }
        for start in sent {
            #expect(sent.count { start <= $0 && $0 < start + 1000 } <= 50)
        }
        #expect(sent.count == 200)
    }
}
