import GateCore
import Testing

@testable import GateRules

@Suite("Exceptions")
struct ExceptionTests {
    @Test("let pass what lies inside them")
    func inside() throws {
        #expect(try TestRules.finds("-edge", "!cutting-edge", in: "Cutting-edge design") == [])
        #expect(try TestRules.finds("-edge", "!cutting-edge", in: "a razor-edge") == ["-edge"])
        #expect(try TestRules.finds("blood", "! blood orange", in: "blood  orange") == [])
    }

    @Test("do not let pass what only touches them")
    func touching() throws {
        #expect(
            try TestRules.finds("orange juice", "blood", "!blood orange", in: "blood orange juice")
                == ["orange juice"])
        #expect(try TestRules.finds("blood", "!blood orange", in: "blood oranges") == ["blood"])
    }

    @Test("excuse one place, not the text")
    func onePlace() throws {
        let found = try TestRules.of(["blood", "!blood orange"])
            .judge("blood orange and blood", tenant: nil)
        #expect(found.matches.map(\.span) == [[17, 22]])
    }

    @Test("may be patterns")
    func patterns() throws {
        #expect(
            try TestRules.finds("kill", "!/kill (a|the) mockingbird/", in: "kill a mockingbird")
                == [])
    }

    @Test("do not hide what follows, however often they are used")
    func many() throws {
        let text = String(repeating: "blood orange ", count: 3_000) + "nude"
        var limits = MatchLimits()
        limits.budget = .seconds(60)  // a debug build of ours is slow
        let rules = try TestRules.of(["blood", "!blood orange", "nude"], limits: limits)
        #expect(rules.judge(text, tenant: nil).matches.map(\.text) == ["nude"])
    }
}
