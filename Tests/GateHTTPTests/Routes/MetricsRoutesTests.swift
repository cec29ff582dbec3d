import GateCore
import HTTPTypes
import Testing

@testable import GateHTTP

@Suite("Metrics")
struct MetricsRoutesTests {
    private struct Page: MetricsPage {
        func text(_ format: MetricsFormat) async -> String { "\(format)\n" }
    }

    private func bench(isPublic: Bool = false) async throws -> Bench {
        var bench = try await Bench()
        bench.metrics = Page()
        bench.settings.metricsPublic = isPublic
        return bench
    }

    @Test("need an admin key")
    func key() async throws {
        let bench = try await bench()
        #expect(try await bench.call(.get, "/metrics", key: nil).status == 401)
        #expect(try await bench.call(.get, "/metrics", key: "pg_a").status == 403)
        let reply = try await bench.call(.get, "/metrics", key: "admin")
        #expect(reply.status == 200)
        #expect(reply.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
        #expect(reply.text == "prometheus\n")
    }

    @Test("need no key where they are public")
    func open() async throws {
        #expect(try await bench(isPublic: true).call(.get, "/metrics", key: nil).status == 200)
    }

    @Test(
        "come as OpenMetrics for whoever names it",
        arguments: [
            ("application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.2", true),
            ("application/openmetrics-text", true),
            ("application/openmetrics-text;version=9", false),
            ("application/openmetrics-text;q=0, text/plain", false),
            ("text/plain;version=0.0.4", false), ("*/*", false), (nil, false),
        ] as [(String?, Bool)])
    func negotiates(_ accept: String?, _ isOpenMetrics: Bool) {
        #expect((MetricsRoutes.format(accept) == .openMetrics) == isOpenMetrics)
    }

    @Test("requests are counted by their route's pattern, never by what callers write")
    func requests() async throws {
        var bench = try await Bench()
        let heard = HeardRequests()
        bench.observer = heard
        _ = try await bench.call(.get, "/v1/tasks/no-such-task")
        _ = try await bench.call(.get, "/no/such/path")
        _ = try await bench.call(HTTPRequest.Method("BREW") ?? .get, "/healthz", key: nil)
        let told = heard.told
        #expect(told.count == 3)
        #expect(!told.joined().contains("no-such"))
        #expect(told[1].hasPrefix("GET none 404"))
        #expect(told[2].hasPrefix("other"))
    }
}
