import GateCore
import Testing

@Suite("Problem codes")
struct ProblemCodeTests {
    @Test("each code has the number and status that clients rely on")
    func statuses() {
        let expected: [Int: Int] = [
            11: 503, 12: 502, 13: 400, 14: 422, 15: 503, 16: 429, 17: 429, 18: 401, 19: 403,
            20: 202, 21: 404, 22: 409, 23: 502, 24: 503, 25: 413,
        ]
        for (code, status) in expected {
            #expect(ProblemCode(rawValue: code)?.status == status, "code \(code)")
        }
    }

    @Test("no two codes share a title; types are plain names, and that of spent limits is shared")
    func titles() {
        let codes = ProblemCode.allCases
        #expect(Set(codes.map(\.title)).count == codes.count)
        let own = codes.filter { $0.status != 429 }
        #expect(Set(own.map(\.type)).count == own.count)
        for code in [ProblemCode.rateLimited, .quotaSpent] {
            #expect(
                code.type == "https://iana.org/assignments/http-problem-types#quota-exceeded")
        }
        #expect(ProblemCode.bannedPrompt.type == "urn:promptgate:problem:banned-prompt")
        for code in codes { #expect(!code.type.contains(" ")) }
    }

    @Test("each denial has the outcome that records and stages are told")
    func outcomes() {
        let expected: [ProblemCode: Outcome] = [
            .bannedPrompt: .blocked, .heldForReview: .held, .rateLimited: .limited,
            .quotaSpent: .quota, .queueFull: .full, .couldNotJudge: .undecided,
        ]
        for code in ProblemCode.allCases {
            #expect(Outcome(denial: code) == expected[code] ?? .refused)
        }
    }

    @Test("only a denied exchange has a problem, and a wait says how long")
    func judgementProblem() {
        func problem(_ verdict: Verdict) -> Problem? {
            Judgement(verdict: verdict, endedBy: "s", runs: [], matches: [], revision: "r1").problem
        }
        let reason = Reason(.rateLimited, "Slow down.")
        #expect(problem(.pass) == nil)
        #expect(problem(.flag(reason)) == nil)
        #expect(problem(.deny(reason)) == Problem(.rateLimited, "Slow down.", revision: "r1"))
        #expect(
            problem(.wait(.seconds(3), reason))
                == Problem(.rateLimited, "Slow down.", retryAfter: .seconds(3), revision: "r1"))
        let spent = Reason(.rateLimited, "Slow down.", policies: ["key"])
        #expect(problem(.wait(.seconds(3), spent))?.policies == ["key"])
        #expect(problem(.hold(Reason(.heldForReview, "Held.")))?.code == .heldForReview)
    }
}
