import GateCore
import HTTPTypes
import Synchronization
import Testing

@testable import GateHTTP

@Suite("Audit and reports")
struct AdminAuditRoutesTests {
    private func bench(_ prompts: [String] = ["=1+1", "two", "three"]) async throws -> Bench {
        let bench = try await Bench()
        try await bench.audit.append(
            prompts.enumerated().map { Samples.audit("x\($0)", prompt: $1) })
        return bench
    }

    @Test("records are shown whole, a page at a time")
    func records() async throws {
        let bench = try await bench()
        let reply = try await bench.call(.get, "/v1/admin/audit?limit=2", key: "admin")
        #expect(try reply["data"]?.array?.count == 2)
        #expect(try reply["next_cursor"] == "2")
        let record = try #require(try reply["data"]?[0])
        #expect(record["outcome"] == "blocked")
        #expect(record["code"] == 14)
        #expect(record["ended_by"] == "banned_words")
        #expect(record["matches"]?[0]?["term"] == "blood")
        #expect(record["stages"]?[0]?["verdict"] == "deny")
        #expect(record["at"] == "2026-11-23T00:00:00.000Z")
    }

    @Test("the query is handed on")
    func query() async throws {
        let bench = try await bench([])
        let path =
            "/v1/admin/audit?tenant=a&action=block&rule=gore&q=red+cat&since=2026-11-01"
            + "&until=2026-12-01T00:00:00Z&cursor=c&limit=5&end_user=u%2F7&outcome=blocked"
            + "&kind=imagine"
        #expect(try await bench.call(.get, path, key: "admin").status == 200)
        let query = try #require(bench.audit.state.withLock { $0.queries.first })
        #expect(query.tenant == "a")
        #expect(query.action == "block")
        #expect(query.rule == "gore")
        #expect(query.text == "red cat")
        #expect(query.since == Timestamp(year: 2026, month: 11, day: 1))
        #expect(query.until == Timestamp(year: 2026, month: 12, day: 1))
        #expect(query.cursor == "c")
        #expect(query.limit == 5)
        #expect(query.endUser == "u/7")
        #expect(query.outcome == .blocked)
        #expect(query.kind == "imagine")
    }

    @Test("wrong parameters are named")
    func wrong() async throws {
        let reply = try await Bench().call(
            .get, "/v1/admin/audit?action=ban&since=monday&limit=2000&outcome=banned&x=1",
            key: "admin")
        #expect(reply.status == 400)
        #expect(try reply.wrongFields == ["limit", "action", "since", "outcome", "x"])
    }

    @Test("as NDJSON, without a limit, all records come, one a line")
    func ndjson() async throws {
        let bench = try await bench()
        let reply = try await bench.call(
            .get, "/v1/admin/audit", key: "admin", headers: [.accept: "application/x-ndjson"])
        #expect(reply.headers[.contentType] == "application/x-ndjson; charset=utf-8")
        let lines = reply.text.split(separator: "\n")
        let prompts = try lines.map { try JSONReader.read(Array($0.utf8))["prompt"]?.string }
        #expect(prompts == ["=1+1", "two", "three"])
        #expect(bench.audit.state.withLock { $0.queries.map(\.cursor) } == [nil, "2"])
    }

    @Test("with a limit an export is one page, and a header says where the next begins")
    func exportPage() async throws {
        let reply = try await bench().call(
            .get, "/v1/admin/audit?limit=2", key: "admin",
            headers: [.accept: "application/x-ndjson"])
        #expect(reply.text.split(separator: "\n").count == 2)
        #expect(reply.headers[.nextCursor] == "2")
    }

    @Test("as CSV there is a header line, and a prompt that is a formula is defused")
    func csv() async throws {
        let reply = try await bench().call(
            .get, "/v1/admin/audit", key: "admin", headers: [.accept: "text/csv"])
        #expect(reply.headers[.contentType] == "text/csv; charset=utf-8")
        let lines = reply.text.split(separator: "\r\n")
        #expect(lines.count == 4)
        #expect(lines[0].hasPrefix("at,id,tenant,"))
        #expect(lines[0].split(separator: ",").count == AuditRecord.csvHeader.count)
        #expect(lines[1].contains(",rev,'=1+1,u/7,\"[{\"\"stage\"\":\"\"banned_words\"\","))
        #expect(lines[1].contains("\"\"microseconds\"\":12"))
        #expect(lines[1].contains("\"\"term\"\":\"\"blood\"\""))
    }

    @Test("a long export asks for page after page, and a store that fails first is a problem")
    func longExport() async throws {
        let bench = try await bench((0..<7).map { "\($0)" })
        let reply = try await bench.call(
            .get, "/v1/admin/audit", key: "admin", headers: [.accept: "text/csv"])
        #expect(reply.text.split(separator: "\r\n").count == 8)
        let queries = bench.audit.state.withLock { $0.queries }
        #expect(queries.map(\.cursor) == [nil, "2", "4", "6"])
        #expect(queries.allSatisfy { $0.limit == AuditExport.pageSize })
    }

    @Test("what an admin did is shown with who, what and to what")
    func adminRecord() async throws {
        let bench = try await Bench()
        try await bench.audit.append([
            AuditRecord(
                "x", at: Timestamp(milliseconds: 0),
                admin: AdminAction(
                    actor: "k", action: "tenant.update", target: "a", detail: ["paused": [false]]),
                tenant: "default")
        ])
        let reply = try await bench.call(
            .get, "/v1/admin/audit?action=tenant.update", key: "admin")
        let record = try #require(try reply["data"]?[0])
        #expect(record["kind"] == "admin")
        #expect(
            record["admin"] == [
                "actor": "k", "action": "tenant.update", "target": "a",
                "detail": ["paused": [false]],
            ])
        #expect(bench.audit.state.withLock { $0.queries.first?.action } == "tenant.update")
    }

    private func reportBench() async throws -> Bench {
        let bench = try await bench([])
        let start = Timestamp(milliseconds: 0)
        bench.audit.state.withLock {
            $0.rows = [
                ReportRow(
                    group: "gore", count: 3, previous: 4, tenants: 2, lastAt: start,
                    samples: [
                        ReportSample(
                            id: "x", at: start, tenant: "a", prompt: "=red blood", span: [5, 10])
                    ]),
                ReportRow(group: "=nude", count: 1, tenants: 1, lastAt: start, samples: []),
            ]
        }
        return bench
    }

    @Test("a report counts banned prompts by what is asked for, with samples and a trend")
    func report() async throws {
        let bench = try await reportBench()
        for grouping in ReportGrouping.allCases {
            let path =
                "/v1/admin/reports/banned-prompts?group_by=\(grouping.rawValue)&since=2026-01-01"
            let json = try await bench.call(.get, path, key: "admin").json
            #expect(json["group_by"]?.string == grouping.rawValue)
            #expect(json["since"] == "2026-01-01T00:00:00.000Z")
            #expect(json["until"] == .null)
            #expect(json["total"] == 4)
            let row = json["data"]?[0]
            for name in [grouping.rawValue, "key", "group"] { #expect(row?[name] == "gore") }
            #expect(row?["count"] == 3 && row?["previous"] == 4 && row?["trend"] == -0.25)
            #expect(row?["tenants"] == 2)
            #expect(row?["sample"] == "=red blood")
            #expect(
                row?["samples"]?[0] == [
                    "id": "x", "at": "1970-01-01T00:00:00.000Z", "tenant": "a",
                    "prompt": "=red blood", "span": [5, 10],
                ])
            #expect(json["data"]?[1]?["trend"] == .null && json["data"]?[1]?["sample"] == .null)
        }
        let reports = bench.audit.state.withLock { $0.reports }
        #expect(reports.map(\.grouping) == ReportGrouping.allCases)
        #expect(reports.allSatisfy { $0.comparedSince != nil && $0.limit == 1000 })
        let wrong = try await bench.call(
            .get, "/v1/admin/reports/banned-prompts?group_by=week&limit=0", key: "admin")
        #expect(try wrong.wrongFields == ["limit", "group_by"])
    }

    @Test("as CSV a report is a table, whose numbers stay numbers and whose formulas are defused")
    func reportTable() async throws {
        let reply = try await reportBench().call(
            .get, "/v1/admin/reports/banned-prompts?group_by=term", key: "admin",
            headers: [.accept: "text/csv"])
        #expect(reply.headers[.contentType] == "text/csv; charset=utf-8")
        #expect(
            reply.text.split(separator: "\r\n") == [
                "term,count,previous,trend,tenants,last_at,owner,samples,sample",
                "gore,3,4,-0.25,2,1970-01-01T00:00:00.000Z,,x,'=red blood",
                "'=nude,1,,,1,1970-01-01T00:00:00.000Z,,,",
            ])
    }
}
