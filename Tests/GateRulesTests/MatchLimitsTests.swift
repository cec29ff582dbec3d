import GateCore
import Synchronization
import Testing

@testable import GateRules

@Suite("Limits of matching")
struct MatchLimitsTests {
    /// A pattern known to take exponential or quadratic time, with the text for it. The text
    /// ends in what PCRE2 looks for first, or it would see at once that there is no match.
    struct Evil: CustomTestStringConvertible {
        let pattern: String
        let unit: String
        let count: Int
        let end: String

        var text: String { String(repeating: unit, count: count) + end }
        var testDescription: String { pattern }
    }

    private static let evil = [
        Evil(pattern: "(a+)+$", unit: "a", count: 3_000, end: "!"),
        Evil(pattern: "(?:a|a){15}b", unit: "a", count: 4_000, end: " b"),
        Evil(pattern: "(?:a|a)+?b", unit: "a", count: 4_000, end: " ab"),
        Evil(pattern: #"(\w+\s?)+!"#, unit: "ab ", count: 1_500, end: ".!"),
        Evil(pattern: "(x+x+)+y", unit: "x", count: 4_000, end: " y"),
    ]

    @Test("a pattern that runs wild is undecided, never clear, and soon", arguments: evil)
    func wild(evil: Evil) throws {
        let rules = try TestRules.unchecked(evil.pattern)
        let before = WorkClock.thread.now()
        let judgement = rules.judge(evil.text, tenant: nil)
        #expect(judgement.undecided == [rules.roll.rule(0).id])
        #expect(WorkClock.thread.now() - before < .milliseconds(100))
    }

    @Test("what the budget does not reach is undecided")
    func budget() throws {
        let time = Mutex(Duration.zero)
        let clock = WorkClock {
            time.withLock { time in
                time += .milliseconds(6)
                return time
            }
        }
        let rules = try TestRules.of(["nude", "/x/", "/y/", "/z/", "/q/", "/w/"], clock: clock)
        let judgement = rules.judge("nude", tenant: nil)
        #expect(judgement.action == .block)
        #expect(judgement.undecided == [rules.roll.rule(5).id])
    }

    @Test("a very long word does not make a phrase undecidable")
    func longWord() throws {
        let word = String(repeating: "x", count: 60_000)
        for entry in ["sexual*", "*sexual", "*sexual*", "sexual"] {
            let judgement = try TestRules.of([entry]).judge("sexual\(word) \(word)", tenant: nil)
            #expect(judgement.undecided == [])
            #expect(judgement.matches.count == (entry.hasSuffix("*") ? 1 : 0))
        }
        let compound = try TestRules.of(["blood"]).judge("blood-\(word)", tenant: nil)
        #expect(compound.undecided == [] && compound.matches == [])
    }

    @Test("no more matches are reported than anyone can read, and a stronger one is not lost")
    func manyMatches() throws {
        let text = String(repeating: "nude ", count: 5_000)
        #expect(try TestRules.of(["nude"]).judge(text, tenant: nil).matches.count == 1_000)
        let table = try CharacterTable.shared.get()
        func term(_ word: String) throws -> Term {
            try EntryParser(EntryLine(word), table: table).term()
        }
        let layer = RuleLayer(rules: [
            Rule(
                id: "mild", traits: RuleTraits(category: "c", action: .flag),
                terms: [try term("nude")]),
            Rule(id: "hard", traits: RuleTraits(category: "c"), terms: [try term("blood")]),
        ])
        let rules = try CompiledRuleSet([layer], revision: "r")
        #expect(rules.judge(text + "blood", tenant: nil).action == .block)
        #expect(rules.judge(text, tenant: nil).action == .flag)
    }

    @Test("many judge at once by one rule set")
    func concurrently() async throws {
        let rules = try TestRules.of(["nude", "belly button", "sexual*", #"/k(?:i|1)ll+/"#])
        let expected = rules.judge("nude belly button sexually k1lll", tenant: nil)
        #expect(expected.matches.count == 4)
        await withTaskGroup { group in
            for _ in 0..<200 {
                group.addTask {
                    #expect(
                        rules.judge("nude belly button sexually k1lll", tenant: nil) == expected)
                }
            }
        }
    }
}
