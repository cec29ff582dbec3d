import GateCore
import GateTestKit
import Testing

@Suite("Queries of reports and records")
struct ReportQueryTests {
    @Test("the period before is as long as the report's, to its end or to now")
    func periodBefore() {
        var query = ReportQuery(.rule)
        query.compareWithPeriodBefore(now: Sample.start)
        #expect(query.comparedSince == nil)
        query.since = Sample.start + .seconds(-100)
        query.compareWithPeriodBefore(now: Sample.start)
        #expect(query.comparedSince == Sample.start + .seconds(-200))
        query.until = Sample.start + .seconds(-60)
        query.compareWithPeriodBefore(now: Sample.start)
        #expect(query.comparedSince == Sample.start + .seconds(-140))
    }

    @Test("a trend is a ratio, and none without a base")
    func trend() {
        func row(_ count: Int, _ previous: Int?) -> ReportRow {
            ReportRow(
                group: "r", count: count, previous: previous, tenants: 1, lastAt: Sample.start,
                samples: [])
        }
        #expect(row(3, 2).trend == 0.5)
        #expect(row(1, 4).trend == -0.75)
        #expect(row(3, 0).trend == nil && row(3, nil).trend == nil)
    }

    @Test("a search's fingerprint depends on what narrows, not on the page")
    func fingerprint() {
        var query = AuditQuery()
        let all = query.fingerprint
        query.limit = 7
        query.cursor = "x"
        #expect(query.fingerprint == all)
        var seen: Set<UInt32> = [all]
        let changes: [(inout AuditQuery) -> Void] = [
            { $0.tenant = "a" }, { $0.action = "a" }, { $0.rule = "a" }, { $0.text = "a" },
            { $0.text = "" }, { $0.since = Sample.start }, { $0.until = Sample.start },
            { $0.endUser = "a" }, { $0.outcome = .held }, { $0.kind = "a" },
        ]
        for change in changes {
            var changed = AuditQuery()
            change(&changed)
            #expect(seen.insert(changed.fingerprint).inserted)
        }
    }
}
