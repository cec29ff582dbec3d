import GateCore
import HTTPTypes
import Synchronization
import Testing

@testable import GateHTTP

@Suite("The admin page's files and numbers")
struct AdminPageTests {
    @Test("files bear a policy that lets nothing else run, and other names are 404")
    func files() async throws {
        var bench = try await Bench()
        bench.admin.page = { $0 == "index.html" ? Array("<!doctype html>".utf8) : nil }
        let page = try await bench.call(.get, "/admin", key: nil)
        #expect(page.status == 200)
        #expect(page.headers[.contentType] == "text/html; charset=utf-8")
        let policy = try #require(page.headers[.contentSecurityPolicy])
        #expect(policy.hasPrefix("default-src 'none'; script-src 'self'; style-src 'self';"))
        #expect(policy.contains("frame-ancestors 'none'; base-uri 'none'; form-action 'self'"))
        #expect(page.headers[.xContentTypeOptions] == "nosniff")
        #expect(page.headers[.referrerPolicy] == "no-referrer")
        for path in ["/admin/none.js", "/admin/index", "/admin/..%2Findex.html"] {
            #expect(try await bench.call(.get, path, key: nil).status == 404)
        }
    }

    @Test("percentiles are of the nearest rank, stage by stage")
    func percentiles() throws {
        let records = (1...100).map { number in
            AuditRecord(
                id: ExchangeID("e\(number)"), at: Timestamp(milliseconds: 0), tenant: "a",
                key: "k", surface: .moderate, kind: "moderate", task: nil, outcome: .accepted,
                action: .allow, code: nil, endedBy: nil,
                stages: [
                    StageRun(
                        stage: "length", verdict: "pass", mode: .enforce,
                        microseconds: Int64(number))
                ], matches: [], revision: "1", prompt: "")
        }
        let text = String(decoding: LatencyTable(records).json.bytes, as: UTF8.self)
        let stage = #"{"stage":"length","count":100,"p50":50,"p90":90,"p99":99,"max":100}"#
        #expect(text.contains(stage))
    }

    @Test("stretches that are over are counted once")
    func stretches() async throws {
        let audit = CountedOutcomes()
        let series = OutcomeSeries(audit)
        let now = Timestamp(milliseconds: 10_000 * 60_000 + 30_000)
        let first = try await series.stretches(.hour, at: now)
        #expect(first.count == 60)
        #expect(first.last?.counts == [.blocked: 2])
        #expect(first.first?.at == Timestamp(milliseconds: 9_941 * 60_000))
        let again = try await series.stretches(.hour, at: now + .seconds(1))
        #expect(again.last?.counts == [.blocked: 2])
        let asked = audit.asked.withLock { $0 }
        #expect(asked == [9_941 * 60_000, 10_000 * 60_000].map { Timestamp(milliseconds: $0) })
    }
}
