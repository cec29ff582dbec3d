import GateCore
import GateHooks
import GateTestKit
import Testing

@Suite struct BannedWordsResultStageTests {
    private func process(
        _ result: TaskResult, of task: TaskRecord = Samples.task(), by rules: any RuleSet
    ) async throws -> TaskResult {
        try await BannedWordsResultStage().process(
            result, of: ResultExchange(task: task, rules: rules))
    }

    private func covered(
        _ text: String, words: [String], action: RuleAction = .block
    ) async throws -> String? {
        let result = Samples.result(embeds: [["description": .string(text), "color": 1]])
        let next = try await process(
            result, of: Samples.task(.describe), by: LiteralRules(words, action: action))
        #expect(next.embeds[0]["color"] == 1)
        #expect(next.content == result.content)
        return next.embeds[0]["description"]?.string
    }

    @Test("covers what a rule blocks, one mark for each code point")
    func covers() async throws {
        #expect(try await covered("1️⃣ é blood moon", words: ["blood"]) == "1️⃣ é █████ moon")
        let overlapping = try await covered("a blood and gore", words: ["blood", "od an", "gore"])
        #expect(overlapping == "a ████████d ████")
    }

    @Test("covers for review and redaction too, but not for a flag")
    func actions() async throws {
        #expect(try await covered("blood", words: ["blood"], action: .review) == "█████")
        #expect(try await covered("blood", words: ["blood"], action: .redact) == "█████")
        #expect(try await covered("blood", words: ["blood"], action: .flag) == "blood")
    }

    @Test("leaves other text and odd embeds alone")
    func untouched() async throws {
        #expect(try await covered("a red moon", words: ["blood"]) == "a red moon")
        #expect(try await covered("", words: ["blood"]) == "")
        let odd = Samples.result(embeds: ["blood", ["title": "blood"], ["description": 5]])
        #expect(try await process(odd, by: LiteralRules(["blood"])) == odd)
    }

    @Test("text that could not be decided is covered whole")
    func undecided() async throws {
        let result = Samples.result(embeds: [["description": "abc"]])
        let next = try await process(result, by: Undecided())
        #expect(next.embeds == [["description": "███"]])
    }

    private struct Undecided: RuleSet {
        let revision = "test"
        let ruleCount = 1
        func judge(_ text: String, tenant: TenantID?) -> TextJudgement {
            TextJudgement(action: .allow, matches: [], undecided: ["slow"], revision: revision)
        }
    }
}
