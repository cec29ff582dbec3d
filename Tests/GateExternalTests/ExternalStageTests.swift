import GateCore
import GateTestKit
import Synchronization
import Testing

@testable import GateExternal

/// Holds calls until a test opens it.
private final class Gate: Sendable {
    private let state = Mutex(false)

    var isOpen: Bool { state.withLock { $0 } }
    func open() { state.withLock { $0 = true } }
}

@Suite("Stage external")
struct ExternalStageTests {
    private let bench = Bench()

    private func kind(of stage: ExternalStage) async -> StageFault? {
        do {
            _ = try await stage.decide(.sample())
            return nil
        } catch {
            return error as? StageFault
        }
    }

    // MARK: Verdicts

    @Test("passes what the service lets through, having sent the text and who asks")
    func passes() async throws {
        let stage = try bench.stage(
            variables: ["KEY": "canary"],
            { $0.headers = [try? HeaderTemplate("x-key", "k ${KEY}")].compactMap { $0 } })
        #expect(try await stage.decide(.sample(text: "a fox", endUser: "ann")) == .pass)
        let call = try #require(bench.transport.calls.first)
        #expect(call.method == "POST" && call.url == "https://guard.test/check")
        #expect(call.headers.contains { $0 == ("content-type", "application/json") })
        #expect(call.headers.contains { $0 == ("x-key", "k canary") })
        #expect(
            String(decoding: call.body ?? [], as: UTF8.self)
                == #"{"kind":"imagine","tenant":"acme","text":"a fox","user":"ann"}"#)
        #expect(call.maxAnswerBytes == 65_536)
        #expect(!stage.standing.text.contains("canary"))
    }

    @Test("asks nothing about a call without a text")
    func noText() async throws {
        #expect(try await bench.stage().decide(.sample(text: "")) == .pass)
        #expect(bench.transport.calls.isEmpty)
    }

    @Test(
        "lets our own format decide, unless the operator does",
        arguments: [
            ("block", nil, "deny"), ("review", nil, "hold"), ("redact", nil, "flag"),
            ("flag", nil, "flag"), ("allow", nil, "pass"), ("flag", .block, "deny"),
            ("block", .flag, "flag"), ("block", .review, "hold"), ("allow", .block, "pass"),
        ] as [(String, ExternalSettings.Action?, String)])
    func actions(_ said: String, _ action: ExternalSettings.Action?, _ wanted: String) async throws
    {
        bench.transport.enqueue(status: 200, body: #"{"action":"\#(said)"}"#)
        let verdict = try await bench.stage(action: action).decide(.sample())
        #expect(verdict.name == wanted)
        let strongest = verdict.reason?.matches.map(\.action).max()
        let expected: RuleAction? =
            wanted == "pass" ? nil : action?.asRule ?? RuleAction(rawValue: said)
        #expect(strongest == expected)
    }

    @Test(
        "blocks by default what other formats hit",
        arguments: [
            (
                ServiceFormat.openai,
                #"{"results":[{"flagged":true,"categories":{"hate":true},"category_scores":{}}]}"#
            ), (.litellm, #"{"action":"BLOCKED","blocked_reason":"x"}"#),
            (.litellm, #"{"action":"GUARDRAIL_INTERVENED","texts":["b"]}"#),
            (.llmGuard, #"{"is_valid":false,"scanners":{"Toxicity":0.9}}"#),
        ])
    func otherFormats(_ format: ServiceFormat, _ answer: String) async throws {
        for action in [nil, .review, .flag] as [ExternalSettings.Action?] {
            bench.transport.enqueue(status: 200, body: answer)
            let verdict = try await bench.stage(format, action: action).decide(.sample())
            #expect(
                verdict.name == ["review": "hold", "flag": "flag"][action?.rawValue ?? ""] ?? "deny"
            )
            #expect(verdict.reason?.matches.isEmpty == false)
        }
    }

    @Test("tells what was found as matches, with places in the text as it was sent")
    func matches() async throws {
        bench.transport.enqueue(
            status: 200,
            body: """
                {"action":"block","matches":[
                 {"rule":"gore.1","category":"gore","severity":"low","action":"block",
                  "span":[2,3],"text":"a lie"},
                 {"category":"mood","action":"flag"}]}
                """)
        let verdict = try await bench.stage().decide(.sample(text: "a 🦊 é"))
        let matches = try #require(verdict.reason?.matches)
        #expect(matches.map(\.rule) == ["external:gore.1", "external:mood"])
        #expect(matches.map(\.text) == ["🦊", ""] && matches.map(\.span) == [[2, 3], [0, 5]])
        #expect(matches.map(\.action) == [.block, .flag] && matches[0].severity == .low)
        #expect(verdict.reason?.detail == "An external check found gore, mood in the prompt.")
        #expect(verdict.reason?.code == .bannedPrompt)
    }

    @Test("tells a hit without a name as a match too, and repeats no sentence of the service")
    func nameless() async throws {
        bench.transport.enqueue(
            status: 200, body: #"{"action":"BLOCKED","blocked_reason":"a cat is secret"}"#)
        let reason = try #require(
            try await bench.stage(.litellm).decide(.sample(text: "a cat")).reason)
        #expect(reason.matches.map(\.rule) == ["external"] && reason.matches[0].text.isEmpty)
        #expect(reason.detail == "An external check refuses the prompt.")
    }

    // MARK: Failures

    @Test("tells unreachable, error and timeout apart")
    func failures() async throws {
        let stage = try bench.stage { $0.breaker = BreakerSettings(failures: 1000) }
        let cases: [(ScriptedTransport.Responder, StageFault.Kind, String)] = [
            ({ _ in throw HTTPFault.notSent("refused") }, .unreachable, "no connection: refused"),
            ({ _ in throw HTTPFault.unanswered("RST") }, .unreachable, "connection lost: RST"),
            ({ _ in throw HTTPFault.malformed("x") }, .error, "the answer is not HTTP: x"),
            (
                { _ in throw HTTPFault.answerTooLarge }, .error,
                "the answer has more than 65536 bytes"
            ),
            (answer(500), .error, "status 500"), (answer(302), .error, "status 302"),
            (answer(204), .error, "the answer is no JSON"),
            (answer(200, "<html>"), .error, "the answer is no JSON"),
            (answer(200, String(repeating: "[", count: 60_000)), .error, "the answer is no JSON"),
            (answer(200, "{}"), .error, "the answer has no action that is one"),
            (
                { [time = bench.time] call in
                    time.advance(by: call.timeout)
                    throw HTTPFault.unanswered("timed out")
                }, .timeout, "no answer in time"
            ),
            (
                { [time = bench.time] call in
                    time.advance(by: call.timeout)
                    throw HTTPFault.notSent("timed out")
                }, .timeout, "no connection in time"
            ),
        ]
        for (responder, wanted, detail) in cases {
            bench.transport.enqueue(responder)
            let fault = await kind(of: stage)
            #expect(fault == StageFault(wanted, detail))
        }
        let tally = stage.snapshot.tally
        #expect((tally.unreachable, tally.errors, tally.timeouts) == (2, 8, 2))
    }

    private func answer(_ status: Int, _ body: String = "") -> ScriptedTransport.Responder {
        { _ in HTTPAnswer(status: status, headers: [("location", "/x")], body: Array(body.utf8)) }
    }

    @Test("fails closed, as unavailable and not as blocked, or lets through, as it is told")
    func record() async throws {
        let stage = try bench.stage()
        bench.transport.enqueue(status: 503)
        let denied = try await bench.judgement(by: stage)
        #expect(denied.outcome == .unavailable && denied.problem?.code == .couldNotJudge)
        #expect(denied.runs.map(\.verdict) == ["error"] && denied.runs[0].note == "status 503")
        bench.transport.enqueue { _ in throw HTTPFault.notSent("refused") }
        let passed = try await bench.judgement(by: stage, onError: .pass)
        #expect(passed.outcome == .accepted && passed.runs.map(\.verdict) == ["unreachable"])
    }

    @Test("a service that hangs is a timeout at the stage's own, and counts against it")
    func hangs() async throws {
        let stage = try bench.stage {
            $0.breaker = BreakerSettings(failures: 1, openFor: .seconds(60))
        }
        bench.transport.enqueue(hang)
        async let judged = bench.judgement(by: stage)
        await bench.time.waitForSleepers()
        while bench.transport.calls.isEmpty { await Task.yield() }
        #expect(stage.snapshot.inFlight == 1)
        bench.time.advance(by: .seconds(2))
        #expect(try await judged.runs.map(\.verdict) == ["timeout"])
        // The call's own end may come a moment later.
        while stage.snapshot.inFlight > 0 { await Task.yield() }
        while stage.snapshot.tally.timeouts == 0 { await Task.yield() }
        #expect(stage.snapshot.circuit == "open")
        #expect(bench.transport.calls[0].timeout < .seconds(2))
    }

    @Test("a caller who leaves says nothing of the service")
    func callerLeaves() async throws {
        let stage = try bench.stage { $0.breaker = BreakerSettings(failures: 1) }
        bench.transport.enqueue(hang)
        let judged = Task { try await bench.judgement(by: stage) }
        while bench.transport.calls.isEmpty { await Task.yield() }
        judged.cancel()
        _ = try await judged.value
        while stage.snapshot.tally.cancelled == 0 { await Task.yield() }
        #expect(stage.snapshot.circuit == "closed" && stage.snapshot.inFlight == 0)
    }

    @Test("sends nothing when a header's variable is not set, and says which")
    func missingVariable() async throws {
        let stage = try bench.stage(
            .openai, { $0.headers = [try? HeaderTemplate("a", "${KEY}")].compactMap { $0 } })
        let fault = await kind(of: stage)
        #expect(fault?.kind == .error && fault?.detail.hasSuffix("KEY") == true)
        #expect(bench.transport.calls.isEmpty)
        #expect(stage.snapshot.missingVariables == ["KEY"])
    }

    // MARK: Bounds

    @Test("asks again where that may help, and not where it cannot")
    func repeats() async throws {
        let stage = try bench.stage {
            $0.attempts = 3
            $0.retryBudget = 1
            $0.breaker = BreakerSettings(failures: 1000)
        }
        let hopeless: [(Int, String, [(name: String, value: String)])] = [
            (400, "", []), (401, "", []), (302, "", []), (200, "{}", []),
            (429, "", [("Retry-After", "5")]),
        ]
        for (status, body, headers) in hopeless {
            bench.transport.enqueue(status: status, headers: headers, body: body)
            #expect(await kind(of: stage)?.kind == .error)
        }
        #expect(bench.transport.calls.count == 5)
        bench.transport.enqueue(status: 503)
        bench.transport.enqueue { _ in throw HTTPFault.unanswered("RST") }
        async let verdict = stage.decide(.sample())
        for _ in 0..<2 {
            await bench.time.waitForSleepers()
            bench.time.advance(by: .seconds(1))
        }
        #expect(try await verdict == .pass)
        #expect(stage.snapshot.tally.calls == 8 && stage.snapshot.tally.retries == 2)
    }

    @Test("repeats no more than its share of calls, however many attempts there are")
    func budget() async throws {
        let stage = try bench.stage {
            $0.attempts = 5
            $0.retryBudget = 0.1
            $0.breaker = BreakerSettings(failures: 10_000)
        }
        let mover = Task {
            while !Task.isCancelled {
                bench.time.advance(by: .seconds(1))
                await Task.yield()
            }
        }
        for _ in 0..<200 {
            for _ in 0..<5 { bench.transport.enqueue(status: 503) }
            _ = await kind(of: stage)
        }
        mover.cancel()
        #expect((20...22).contains(stage.snapshot.tally.retries))
    }

    @Test("stops calling after too many failures, and one call finds out that all is well")
    func breaker() async throws {
        let stage = try bench.stage {
            $0.breaker = BreakerSettings(
                failures: 3, within: .seconds(10), openFor: .seconds(5))
        }
        for _ in 0..<3 {
            bench.transport.enqueue(status: 500)
            #expect(await kind(of: stage)?.kind == .error)
        }
        #expect(
            await kind(of: stage) == StageFault(.unreachable, "circuit open: status 500"))
        #expect(bench.transport.calls.count == 3)
        #expect(stage.standing["breaker"]?["state"] == "open")
        bench.time.advance(by: .seconds(5))
        #expect(stage.snapshot.circuit == "half_open")
        bench.transport.enqueue(hang)
        let probe = Task { try await stage.decide(.sample()) }
        while bench.transport.calls.count < 4 { await Task.yield() }
        #expect(await kind(of: stage)?.kind == .unreachable)
        probe.cancel()
        _ = try? await probe.value
        #expect(await kind(of: stage) == nil)
        #expect(stage.snapshot.circuit == "closed" && bench.transport.calls.count == 5)
    }

    @Test(
        "texts that a service refuses do not switch it off for others", arguments: [400, 413, 422])
    func badTexts(_ status: Int) async throws {
        let stage = try bench.stage { $0.breaker = BreakerSettings(failures: 1, share: 0) }
        for _ in 0..<5 {
            bench.transport.enqueue(status: status)
            #expect(await kind(of: stage)?.kind == .error)
            bench.transport.enqueue { _ in throw HTTPFault.answerTooLarge }
            #expect(await kind(of: stage)?.kind == .error)
        }
        #expect(stage.snapshot.circuit == "closed")
    }

    @Test("makes no more calls at once than it may; as many wait, and the rest fail at once")
    func concurrency() async throws {
        let gate = Gate()
        let stage = try bench.stage { $0.concurrency = 2 }
        for _ in 0..<2 {
            bench.transport.enqueue { _ in
                while !gate.isOpen { await Task.yield() }
                return HTTPAnswer(
                    status: 200, headers: [], body: Array(#"{"action":"allow"}"#.utf8))
            }
        }
        let asked = (0..<4).map { _ in Task { try await stage.decide(.sample()) } }
        while stage.snapshot.inFlight < 2 || stage.snapshot.waiting < 2 { await Task.yield() }
        let fault = await kind(of: stage)
        #expect(fault?.kind == .unreachable && stage.snapshot.tally.noPlace == 1)
        #expect(bench.transport.calls.count <= 2)
        gate.open()
        for task in asked { #expect(try await task.value == .pass) }
        #expect(stage.snapshot.inFlight == 0 && stage.snapshot.circuit == "closed")
    }

    @Test("remembers verdicts, each tenant's its own, and no failures")
    func cache() async throws {
        let stage = try bench.stage(.openai) {
            $0.cache = CacheSettings(ttl: .seconds(10), entries: 2)
        }
        let clear = #"{"results":[{"flagged":false}]}"#
        bench.transport.enqueue(status: 500)
        #expect(await kind(of: stage)?.kind == .error)
        for _ in 0..<2 {
            bench.transport.enqueue(status: 200, body: clear)
        }
        for _ in 0..<3 { #expect(try await stage.decide(.sample()) == .pass) }
        #expect(bench.transport.calls.count == 2)
        #expect(try await stage.decide(.sample(tenant: "other")) == .pass)
        #expect(bench.transport.calls.count == 3)
        #expect(stage.snapshot.tally.cacheHits == 2 && stage.snapshot.tally.cacheMisses == 3)
        bench.time.advance(by: .seconds(10))
        bench.transport.enqueue(
            status: 200, body: #"{"results":[{"flagged":true,"categories":{"hate":true}}]}"#)
        for _ in 0..<2 { #expect(try await stage.decide(.sample()).name == "deny") }
        #expect(bench.transport.calls.count == 4 && stage.snapshot.cacheEntries == 2)
    }

    @Test("answers from what it remembers while the circuit is open")
    func cacheWhileOpen() async throws {
        let stage = try bench.stage {
            $0.cache = CacheSettings()
            $0.breaker = BreakerSettings(failures: 1)
        }
        #expect(try await stage.decide(.sample(text: "known")) == .pass)
        bench.transport.enqueue(status: 500)
        #expect(await kind(of: stage)?.kind == .error)
        #expect(try await stage.decide(.sample(text: "known")) == .pass)
        #expect(await kind(of: stage)?.kind == .unreachable)
    }
}
