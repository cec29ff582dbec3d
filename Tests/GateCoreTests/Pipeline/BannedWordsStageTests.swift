import GateCore
import GateTestKit
import Testing

@Suite("Banned words stage")
struct BannedWordsStageTests {
    private func verdict(_ rules: any RuleSet, _ text: String = "a cat") async throws -> Verdict {
        try await BannedWordsStage().decide(exchange(text, rules: rules))
    }

    @Test("a text without matches passes")
    func allow() async throws {
        #expect(try await verdict(LiteralRules(["dog"])) == .pass)
    }

    @Test("a blocked text is denied, naming each rule once")
    func block() async throws {
        let matches = [match("r1", 0..<1, "a"), match("r2", 2..<5, "cat"), match("r1", 3..<4, "a")]
        #expect(
            try await verdict(FixedJudgement(.block, matches))
                == .deny(Reason(.bannedPrompt, "The prompt matches r1, r2.", matches: matches)))
    }

    @Test("a rule author's message is told instead")
    func message() async throws {
        let matches = [match("r1", 0..<1, "a"), match("r2", 2..<5, "cat", message: "No cats.")]
        #expect(try await verdict(FixedJudgement(.block, matches)).reason?.detail == "No cats.")
    }

    @Test(
        "flagged and redacted texts go on, with their matches",
        arguments: [RuleAction.flag, .redact])
    func flag(_ action: RuleAction) async throws {
        let matches = [match("r1", 0..<1, "a", action: action)]
        let verdict = try await verdict(FixedJudgement(action, matches))
        #expect(verdict.name == "flag")
        #expect(verdict.goesOn)
        #expect(verdict.reason?.matches == matches)
    }

    @Test("a text for review is held")
    func review() async throws {
        let matches = [match("r1", 0..<1, "a", action: .review)]
        let verdict = try await verdict(FixedJudgement(.review, matches))
        #expect(
            verdict
                == .hold(Reason(.heldForReview, "The prompt matches r1.", matches: matches)))
    }

    @Test(
        "an undecided rule never passes, unless the text is blocked anyway",
        arguments: RuleAction.allCases)
    func undecided(_ action: RuleAction) async throws {
        let verdict = try await verdict(FixedJudgement(action, undecided: ["slow"]))
        #expect(verdict.name == "deny")
        #expect(verdict.reason?.code == (action == .block ? .bannedPrompt : .couldNotJudge))
    }

    @Test("a call without text is not judged")
    func empty() async throws {
        #expect(try await verdict(FixedJudgement(.block), "") == .pass)
    }
}
