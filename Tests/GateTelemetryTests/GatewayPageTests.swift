import GateCore
import GateTestKit
import Synchronization
import Testing

@testable import GateTelemetry

@Suite("The page of metrics")
struct GatewayPageTests {
    private let time = ManualTime()
    private let metrics = PrometheusMetrics()
    private let events: GatewayMetrics

    init() { events = GatewayMetrics(metrics) }

    private func page(
        revision: @escaping @Sendable () -> String = { "one" },
        breaker: @escaping @Sendable () -> String = { "closed" }
    ) -> GatewayPage {
        let state = GatewayState(
            version: "1.2.3",
            rules: {
                RuleStatus(
                    state: .synced, active: revision(), source: "one", rules: 7, rejected: [],
                    since: Timestamp(milliseconds: 0))
            },
            standings: {
                [
                    (
                        "guard",
                        ["breaker": ["state": .string(breaker()), "opened": 2], "in_flight": 1]
                    )
                ]
            },
            queue: {
                GatewayState.Queue(
                    tasks: [.queued: 4, .running: 2, .dispatching: 1],
                    capacity: Capacity(slots: 3, waiting: 10))
            },
            accounts: { [("default", .connecting)] }, storeFault: { nil },
            diskFree: { 4096 }, candidates: { 11 })
        return GatewayPage(metrics, events, state, time: time)
    }

    @Test("tells the states of the gateway's parts")
    func states() async {
        let text = await page().text(.prometheus)
        for line in [
            #"promptgate_build_info{version="1.2.3"} 1"#,
            #"promptgate_rules_info{revision="one"} 1"#, "promptgate_rules 7",
            "promptgate_rules_synced 1", "promptgate_queue_depth 4",
            "promptgate_queue_capacity 10", "promptgate_slots 3", "promptgate_slots_in_use 3",
            #"promptgate_tasks{status="running"} 2"#,
            #"promptgate_gateway_state{account="default",state="connecting"} 1"#,
            #"promptgate_gateway_state{account="default",state="parked"} 0"#,
            #"promptgate_external_breaker_state{stage="guard",state="closed"} 1"#,
            #"promptgate_external_breaker_state{stage="guard",state="open"} 0"#,
            #"promptgate_external_breaker_opened_total{stage="guard"} 2"#,
            "promptgate_store_up 1", "promptgate_disk_free_bytes 4096",
            "promptgate_matcher_candidates_total 11",
        ] {
            #expect(text.contains(line + "\n"), "\(line)")
        }
    }

    @Test("names one revision at a time, and one state of a breaker")
    func turns() async {
        let turned = Mutex(false)
        let page = page(
            revision: { turned.withLock { $0 ? "two" : "one" } },
            breaker: { turned.withLock { $0 ? "open" : "closed" } })
        _ = await page.text(.prometheus)
        turned.withLock { $0 = true }
        let text = await page.text(.prometheus)
        #expect(!text.contains(#"revision="one""#))
        #expect(text.contains(#"promptgate_rules_info{revision="two"} 1"#))
        #expect(text.contains(#"breaker_state{stage="guard",state="open"} 1"#))
        #expect(text.contains(#"breaker_state{stage="guard",state="closed"} 0"#))
    }

    @Test("counts and times what happens")
    func events() async {
        let took = Duration.milliseconds(3)
        events.note(
            .stage(
                StageRun(stage: "length", verdict: "deny", mode: .enforce, microseconds: 40),
                list: .request))
        events.note(.exchange(.moderate, .blocked, took: took))
        events.note(.matched(.block, took: .microseconds(7)))
        events.note(.commit(writes: 3, kept: true, took: took))
        events.note(.dispatch(.imagine, .transient, took: took))
        events.note(.delivery(.deferred, took: took))
        events.note(.request(method: "POST", route: "/v1/moderate", status: 200, took: took))
        events.note(.rulesRead(.refused, at: time.wall()))
        let text = await page().text(.prometheus)
        for line in [
            #"promptgate_stage_verdicts_total{list="request",mode="enforce",stage="length",verdict="deny"} 1"#,
            #"promptgate_stage_duration_seconds_bucket{list="request",stage="length",le="2.5e-05"} 0"#,
            #"promptgate_stage_duration_seconds_bucket{list="request",stage="length",le="5e-05"} 1"#,
            #"promptgate_exchanges_total{outcome="blocked",surface="moderate"} 1"#,
            #"promptgate_matcher_texts_total{action="block"} 1"#,
            #"promptgate_store_commits_total{result="kept"} 1"#,
            "promptgate_store_commit_writes_sum 3",
            #"promptgate_dispatch_attempts_total{kind="imagine",status="transient"} 1"#,
            #"promptgate_webhook_deliveries_total{outcome="deferred"} 1"#,
            #"promptgate_http_requests_total{method="POST",route="/v1/moderate",status="200"} 1"#,
            #"promptgate_http_request_duration_seconds_count{method="POST",route="/v1/moderate"} 1"#,
            #"promptgate_rules_reloads_total{result="refused"} 1"#,
        ] {
            #expect(text.contains(line + "\n"), "\(line)")
        }
    }

    @Test("tells how old the rules are, and when the audit log was signed")
    func ages() async {
        events.note(.rulesRead(.applied, at: time.wall()))
        events.note(.auditSigned(true, at: time.wall()))
        time.advance(by: .seconds(90))
        events.note(.auditSigned(false, at: time.wall()))
        let text = await page().text(.prometheus)
        #expect(text.contains("promptgate_rules_revision_age_seconds 90\n"))
        #expect(text.contains(#"promptgate_audit_signatures_total{result="failed"} 1"#))
        #expect(events.isAuditFailing)
    }
}
