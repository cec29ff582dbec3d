import GateCore
import Testing

@testable import GateRules

@Suite("Phrases")
struct PhraseTests {
    @Test(
        "let white space stand for any run of separators",
        arguments: [
            "belly button", "belly  button", "BELLY\tButton", "belly\nbutton", "belly-button",
            "belly - button", "belly_button", "belly.button", "belly...button", "belly,button",
            "belly/button", "belly & button", "belly \"button\"", "belly\u{A0}button",
            "belly\u{3000}button", "belly\u{200B}button", "belly 🔥 button", "belly*button*",
            "belly—button", "belly--button", "belly (button)",
        ])
    func separators(text: String) throws {
        #expect(try TestRules.finds("belly button", in: text).count == 1)
    }

    @Test(
        "do not reach over the end of a sentence or of a list item",
        arguments: [
            "It was tied. Up next", "tied, up", "tied; up", "tied: up", "tied! Up", "tied? Up",
            "tied… up", "tied.\nUp", "\"tied.\" Up", "(tied.) Up", "tied.” Up",
        ])
    func sentences(text: String) throws {
        #expect(try TestRules.finds("tied up", in: text) == [])
    }

    @Test("are no phrases when run together, or when a part is another word")
    func parts() throws {
        for text in ["bellybutton", "belly buttons", "potbelly button", "belly a button", "belly"] {
            #expect(try TestRules.finds("belly button", in: text) == [])
        }
    }

    @Test("that open a compound with their last word are no hit, in a longer chain they are")
    func compound() throws {
        #expect(try TestRules.finds("big ass", in: "a big ass-kicking robot") == [])
        #expect(try TestRules.finds("big ass", in: "a-big-ass-robot") == ["big-ass"])
    }

    @Test("that share words are all found, overlapping entries included")
    func overlaps() throws {
        let found = try TestRules.finds(
            "no shirt", "with no shirt", "shirt", "no", in: "a man with no shirt")
        #expect(found == ["with no shirt", "no", "no shirt", "shirt"])
    }

    @Test("are found at every place")
    func everyPlace() throws {
        #expect(try TestRules.finds("a b", in: "a b a b, a  b").count == 3)
        // From left to right and never twice in one place, as PCRE2 searches.
        #expect(try TestRules.finds("a a", in: "a a a a a").count == 2)
    }
}
