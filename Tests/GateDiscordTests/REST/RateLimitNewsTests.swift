import GateCore
import Testing

@testable import GateDiscord

@Suite("What answers say about rate limits")
struct RateLimitNewsTests {
    private func news(
        _ status: Int, _ headers: [(name: String, value: String)], _ body: String = ""
    ) -> RateLimitNews {
        RateLimitNews(HTTPAnswer(status: status, headers: headers, body: Array(body.utf8)))
    }

    @Test("The headers of any answer tell of its bucket")
    func headers() {
        let news = news(
            204,
            [
                ("x-ratelimit-bucket", "abc"), ("X-RateLimit-Limit", "5"),
                ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset-After", "1.5"),
            ])
        #expect(news.bucket == "abc")
        #expect(news.limit == 5)
        #expect(news.remaining == 0)
        #expect(news.resetAfter == .milliseconds(1500))
        #expect(news.retryAfter == nil)
    }

    @Test("A 429's body is more exact than its header")
    func body() {
        let both = news(429, [("Retry-After", "3")], #"{"retry_after":2.06,"global":false}"#)
        #expect(both.retryAfter == .seconds(2.06))
        #expect(!both.isGlobal)
        #expect(news(429, [("Retry-After", "3")], "{}").retryAfter == .seconds(3))
        #expect(news(429, [("X-RateLimit-Reset-After", "4")], "{}").retryAfter == .seconds(4))
        #expect(news(429, [], "{}").retryAfter == .seconds(1))
    }

    @Test(
        "A global limit is told by header, scope or body; a front door has neither JSON nor bucket")
    func global() {
        #expect(news(429, [("X-RateLimit-Global", "true")], "{}").isGlobal)
        #expect(news(429, [("X-RateLimit-Scope", "global")], "{}").isGlobal)
        #expect(news(429, [], #"{"global":true}"#).isGlobal)
        #expect(news(429, [("Retry-After", "60")], "<html>").isGlobal)
        #expect(!news(429, [("X-RateLimit-Bucket", "b")], "").isGlobal)
        #expect(news(429, [("X-RateLimit-Scope", "shared")], "{}").isShared)
    }

    @Test("Nonsense and absurdity are bounded")
    func nonsense() {
        let odd = news(
            429,
            [
                ("X-RateLimit-Limit", "-1"), ("X-RateLimit-Remaining", "many"),
                ("X-RateLimit-Reset-After", "nan"), ("Retry-After", "1e300"),
            ], #"{"retry_after":-5}"#)
        #expect(odd.limit == nil)
        #expect(odd.remaining == nil)
        #expect(odd.resetAfter == nil)
        #expect(odd.retryAfter == .seconds(3600))
    }
}
