import GateCore
import GateTestKit
import Testing

@testable import GateExternal

@Suite("Result stage external")
struct ExternalResultStageTests {
    private let bench = Bench()
    private let exchange = ResultExchange(
        task: Sample.task("t", of: "acme"), rules: LiteralRules([]))
    private let result = TaskResult(
        messageID: "1", content: "**a fox** - <@1>", attachments: [["url": "https://x.test/a.png"]],
        embeds: [
            [
                "title": "Four", "description": "1 a 🦊 in blood", "color": 7,
                "footer": ["text": "seed", "icon_url": "i"], "author": ["name": ""],
                "fields": [["name": "n", "value": "v", "inline": true]],
            ]
        ])

    /// Answers each text by what a test says of it.
    private func play(_ answers: [String: String], otherwise: String) {
        for _ in 0..<40 {
            bench.transport.enqueue { call in
                let body = String(decoding: call.body ?? [], as: UTF8.self)
                let answer = answers.first { body.contains($0.key) }?.value ?? otherwise
                return HTTPAnswer(status: 200, headers: [], body: Array(answer.utf8))
            }
        }
    }

    @Test("asks about every text once, and leaves a clean result as it was")
    func clean() async throws {
        let stage = try bench.resultStage(.litellm)
        play([:], otherwise: "{}")
        var double = result
        double.embeds += result.embeds
        #expect(try await stage.process(double, of: exchange) == double)
        #expect(bench.transport.calls.count == 6)
        let body = String(decoding: bench.transport.calls[0].body ?? [], as: UTF8.self)
        #expect(body.contains(#""input_type":"response""#))
        #expect(body.contains(#""user_api_key_team_id":"acme""#) && body.contains("a fox"))
    }

    @Test("covers the places that the service names, and nothing else")
    func places() async throws {
        play(
            [
                "blood":
                    #"{"action":"block","matches":[{"category":"gore","action":"block","span":[9,14]},{"category":"m","action":"flag","span":[0,1]}]}"#
            ], otherwise: #"{"action":"allow"}"#)
        let covered = try await bench.resultStage().process(result, of: exchange)
        #expect(covered.embeds[0]["description"] == "1 a 🦊 in █████")
        var rest = covered
        rest.embeds[0] = result.embeds[0]
        #expect(rest == result)
    }

    @Test(
        "covers the whole text where the service names no place for what it wants",
        arguments: [
            (ServiceFormat.promptgate, #"{"action":"block"}"#, #"{"action":"allow"}"#),
            (
                .promptgate,
                #"{"action":"block","matches":[{"category":"m","action":"flag","span":[0,1]}]}"#,
                #"{"action":"flag"}"#
            ), (.litellm, #"{"action":"BLOCKED"}"#, "{}"),
            (.llmGuard, #"{"is_valid":false}"#, #"{"is_valid":true}"#),
            (
                .openai, #"{"results":[{"flagged":true}]}"#,
                #"{"results":[{"flagged":false}]}"#
            ),
        ])
    func whole(_ format: ServiceFormat, _ hit: String, _ clear: String) async throws {
        play(["blood": hit, "seed": hit, "\"v\"": hit, "a fox": hit], otherwise: clear)
        let covered = try await bench.resultStage(format).process(result, of: exchange)
        #expect(covered.content == String(repeating: "█", count: 16))
        #expect(covered.embeds[0]["description"] == "██████████████")
        #expect(covered.embeds[0]["footer"] == ["text": "████", "icon_url": "i"])
        #expect(covered.embeds[0]["fields"] == [["name": "n", "value": "█", "inline": true]])
        #expect(covered.embeds[0]["title"] == "Four" && covered.attachments == result.attachments)
    }

    @Test("takes the text that the service puts in place, or leaves it out, as it is told")
    func replaced() async throws {
        let answer = #"{"action":"GUARDRAIL_INTERVENED","texts":["1 a fox"]}"#
        play(["blood": answer], otherwise: "{}")
        let changed = try await bench.resultStage(.litellm).process(result, of: exchange)
        #expect(changed.embeds[0]["description"] == "1 a fox")
        let other = Bench()
        other.transport.enqueue { _ in
            HTTPAnswer(status: 200, headers: [], body: Array(answer.utf8))
        }
        let dropped = try await other.resultStage(.litellm, action: .drop)
            .process(TaskResult(messageID: "1", content: "blood"), of: exchange)
        #expect(dropped.content.isEmpty)
    }

    @Test("a failure leaves the result as it was, or withholds its texts, as the place says")
    func failure() async throws {
        bench.transport.enqueue(status: 500)
        let stage = try bench.resultStage()
        func processed(_ onError: StageSlot.FailureMode) async -> TaskResult {
            bench.transport.enqueue(status: 500)
            return await ResultStages(
                [ResultSlot(stage, onError: onError)], time: bench.time, log: .silent
            ).process(result, of: exchange)
        }
        #expect(await processed(.pass) == result)
        #expect(await processed(.deny).content.hasPrefix("Withheld"))
    }

    @Test("refuses to ask about more texts than a message of the image bot has")
    func many() async throws {
        var large = result
        large.embeds = (0..<31).map { ["title": .string("t\($0)")] }
        await #expect(throws: StageFault(.error, "more than 30 texts")) {
            try await bench.resultStage().process(large, of: exchange)
        }
        #expect(bench.transport.calls.isEmpty)
    }
}
