import GateCore
import HTTPTypes
import Synchronization
import Testing

@testable import GateHTTP

@Suite("What is left of rate limits")
struct PaceHeadersTests {
    private let caller = Caller(
        tenant: Tenant(id: "a", name: "A", createdAt: Timestamp(milliseconds: 0)), key: "k",
        scope: .tenant)

    @Test("is told with each policy, in whole seconds rounded up")
    func told() {
        let pace = PaceHeaders { caller in
            [
                RateStanding(
                    RatePolicy(requests: 60, per: .minute, burst: 10), remaining: 7,
                    moreAfter: .milliseconds(2001)),
                RateStanding(
                    RatePolicy(requests: 5, per: .hour, by: .endUser, name: "each"),
                    partition: "zoë", remaining: 0, moreAfter: .seconds(720)),
            ]
        }
        var headers = HTTPFields()
        pace.add(to: &headers, for: caller)
        #expect(
            headers[.rateLimitPolicy]
                == #""tenant";q=60;w=60, "each";q=5;w=3600;pk=:em/Dqw==:"#)
        #expect(
            headers[.rateLimit] == #""tenant";r=7;t=3, "each";r=0;t=720;pk=:em/Dqw==:"#)
    }

    @Test("is not told to a caller without a limit")
    func untold() {
        var headers = HTTPFields()
        PaceHeaders { _ in [] }.add(to: &headers, for: caller)
        #expect(headers.isEmpty)
    }

    @Test("is told of the user that the body names, to those refused too")
    func bodyUser() async throws {
        var bench = try await Bench()
        bench.standing = { caller in
            [
                RateStanding(
                    RatePolicy(requests: 1, per: .second), partition: caller.endUser,
                    remaining: 1, moreAfter: .zero)
            ]
        }
        let judged = try await bench.call(.post, "/v1/moderate", #"{"text":"a","user":"abc"}"#)
        #expect(judged.headers[.rateLimit] == #""tenant";r=1;t=0;pk=:YWJj:"#)
        bench.desk.state.withLock { $0.problem = Problem(.rateLimited, "Slow down.") }
        let refused = try await bench.call(.post, "/v1/moderate", #"{"text":"a","user":"abc"}"#)
        #expect(refused.status == 429)
        #expect(refused.headers[.rateLimit] == #""tenant";r=1;t=0;pk=:YWJj:"#)
    }

    @Test(
        "bytes are told as base64, and odd texts as strings all the same",
        arguments: [
            ("", "::"), ("f", ":Zg==:"), ("fo", ":Zm8=:"), ("foo", ":Zm9v:"),
            ("foob", ":Zm9vYg==:"), ("foobar", ":Zm9vYmFy:"),
        ])
    func encoding(_ text: String, _ encoded: String) {
        #expect(StructuredField.bytes(text) == encoded)
        #expect(StructuredField.string("a\"\\é") == #""a\"\\?""#)
    }
}
