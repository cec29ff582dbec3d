import GateCore
import Testing

@testable import GateRules

@Suite("Patterns")
struct PatternTests {
    @Test("mean what PCRE2 means by them, caseless and with Unicode properties")
    func meaning() throws {
        #expect(
            try TestRules.finds(#"/\bkill(?:ing|ed)?\s+\w+/"#, in: "KILLING Ärger") == [
                "KILLING Ärger"
            ])
        #expect(try TestRules.finds("/b.r/", in: "bar bör b\nr") == ["bar", "bör"])
        #expect(try TestRules.finds(#"/a\/b/"#, in: "A/B") == ["A/B"])
        #expect(try TestRules.finds(#"/(\w)\1{3,}/"#, in: "sooooo aaa") == ["ooooo"])
        #expect(try TestRules.finds(#"/^nude$/"#, in: "nude") == ["nude"])
        #expect(try TestRules.finds(#"/(?-i)Nazi/"#, in: "nazi Nazi") == ["Nazi"])
    }

    @Test("are found across the places where the clock is looked at")
    func windows() throws {
        for shift in 0..<12 {
            let text =
                String(repeating: "é", count: 120 + shift) + "xéx"
                + String(repeating: " ", count: 600)
            #expect(try TestRules.finds("/xéx +/", in: text).count == 1)
        }
    }

    @Test("never match nothing, whatever they say")
    func nothing() throws {
        // PCRE2 cannot know this of a pattern with a recursion; it is told not to at the match.
        #expect(try TestRules.finds("/x|y/", in: "zzz") == [])
    }

    @Test("that move their own start are reported where they say")
    func resetStart() throws {
        #expect(try TestRules.finds(#"/very \Knude/"#, in: "very nude") == ["nude"])
    }
}
