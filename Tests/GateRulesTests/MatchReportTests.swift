import GateCore
import Testing

@testable import GateRules

@Suite("What a match tells")
struct MatchReportTests {
    @Test("is rule, category, severity, action, span, text, term and folding")
    func everything() throws {
        let judgement = try TestRules.of(["belly button"]).judge("My Belly-button!", tenant: "t")
        #expect(
            judgement
                == TextJudgement(
                    action: .block,
                    matches: [
                        RuleMatch(
                            rule: "midjourney-banned.belly-button", category: "banned-word",
                            severity: .high, action: .block, span: 3..<15, text: "Belly-button",
                            term: "belly button", folding: .case, layers: ["words"])
                    ], revision: "test"))
    }

    @Test("is nothing for a clean text")
    func clean() throws {
        let judgement = try TestRules.of(["belly button"]).judge("a tree", tenant: nil)
        #expect(judgement == TextJudgement(action: .allow, matches: [], revision: "test"))
        #expect(try TestRules.of([]).judge("", tenant: nil).action == .allow)
        #expect(try TestRules.of(["/x/"]).judge("", tenant: nil).action == .allow)
    }

    @Test("counts code points, not bytes, characters or UTF-16")
    func codePoints() throws {
        let texts = [
            ("nude", [0, 4]), ("é nude", [2, 6]), ("e\u{301} nude", [3, 7]), ("👩‍👩‍👧 nude", [6, 10]),
            ("🇩🇪nude", [2, 6]), ("裸nude体", [1, 5]), ("\r\nnude", [2, 6]),
        ]
        for (text, span) in texts {
            let match = try #require(
                try TestRules.of(["nude"]).judge(text, tenant: nil).matches.first)
            #expect(match.span == span)
            let scalars = Array(text.unicodeScalars)[match.span[0]..<match.span[1]]
            #expect(String(String.UnicodeScalarView(scalars)) == match.text)
        }
    }

    @Test("counts on from match to match")
    func severalSpans() throws {
        let matches = try TestRules.of(["nude", "情"]).judge("é nude 色情 nude", tenant: nil).matches
        #expect(matches.map(\.span) == [[2, 6], [8, 9], [10, 14]])
    }

    @Test("is exact when the letters are as in the entry, else case")
    func folding() throws {
        func folding(_ entry: String, _ text: String) throws -> Folding? {
            try TestRules.of([entry]).judge(text, tenant: nil).matches.first?.folding
        }
        #expect(try folding("Hitler", "Hitler") == .exact)
        #expect(try folding("Hitler", "hitler") == .case)
        #expect(try folding("belly button", "belly - button") == .exact)
        #expect(try folding("sexual*", "sexualITY") == .exact)
        #expect(try folding("/[a-z]+x/", "abcX") == .case)
        #expect(try folding("/[a-z]+x/", "abcx") == .exact)
    }

    @Test("comes by position, then by length, then by the order of the rules")
    func order() throws {
        let found = try TestRules.of(["/nu/", "nude art", "art", "nude", "/nude/"])
            .judge("nude art", tenant: nil).matches.map(\.term)
        #expect(found == ["/nu/", "nude", "/nude/", "nude art", "art"])
    }
}
