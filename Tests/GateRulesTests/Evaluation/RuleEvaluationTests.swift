import GateCore
import GateTestKit
import Testing

@testable import GateRules

@Suite("Evaluating rules on labelled texts")
struct RuleEvaluationTests {
    @Test("counts what is hit and missed, by rule and by folding")
    func counts() throws {
        let rules = try TestRules.of(["blood", "gore"])
        var evaluation = RuleEvaluation(examples: 1)
        evaluation.add("blood", isPositive: true, by: rules)
        evaluation.add("bl00d and gore", isPositive: true, by: rules)
        evaluation.add("cruel", isPositive: true, by: rules)
        evaluation.add("cruel too", isPositive: true, by: rules)
        evaluation.add("a gore-tex coat, all gore", isPositive: false, by: rules)
        evaluation.add("a cat", isPositive: false, by: rules)
        #expect(evaluation.recall == 0.5 && evaluation.falseHitRate == 0.5)
        #expect(evaluation.precision == 2.0 / 3)
        let gore = try #require(evaluation.rules["midjourney-banned.gore"])
        #expect(gore.right == 1 && gore.wrong == 1)
        #expect(evaluation.foldings["leet"]?.right == 1)
        #expect(evaluation.missed == ["cruel"])
        #expect(evaluation.hitWrongly == ["a gore-tex coat, all gore"])
    }

    @Test("knows no ratio without texts")
    func nothing() {
        let evaluation = RuleEvaluation(examples: 0)
        #expect(evaluation.recall == nil && evaluation.falseHitRate == nil)
        #expect(evaluation.precision == nil)
    }
}
