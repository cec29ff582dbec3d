import GateCore
import HTTPTypes
import Testing

@testable import GateHTTP

@Suite("What is left of a rate limit")
struct PaceHeadersTests {
    private let pace = PaceHeaders { _ in
        RateStanding(limit: 10, remaining: 7, resetAfter: .milliseconds(2001))
    }

    @Test("is told with the policy, in whole seconds rounded up")
    func told() {
        var tenant = Tenant(id: "a", name: "A", createdAt: Timestamp(milliseconds: 0))
        tenant.rateLimit = RatePolicy(requests: 60, per: .minute, burst: 10)
        var headers = HTTPFields()
        pace.add(to: &headers, for: tenant)
        #expect(headers[.rateLimitPolicy] == #""rate_limit";q=60;w=60"#)
        #expect(headers[.rateLimit] == #""rate_limit";r=7;t=3"#)
    }

    @Test("is not told to a tenant without a limit")
    func untold() {
        var headers = HTTPFields()
        pace.add(
            to: &headers,
            for: Tenant(id: "a", name: "A", createdAt: Timestamp(milliseconds: 0)))
        #expect(headers.isEmpty)
    }
}
