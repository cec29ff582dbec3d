import GateCore
import Testing

@testable import GateRules

@Suite("Word boundaries")
struct WordBoundaryTests {
    @Test(
        "finds a word wherever it stands by itself, in any letter case",
        arguments: [
            "blood", "Blood", "a BLOOD moon", "blood, everywhere", "blood.", "(blood)", "\"blood\"",
            "blood's end", "blood’s end", "'blood'", "blood/guts", "guts+blood", "blood\nand more",
            "_blood_", "blood_moon", "🩸blood🩸", "❤️blood", "blood\u{200B}", "#blood", "@blood",
            "blood…", "blood—moon", "moon – blood", "%blood%", "blood=1",
        ])
    func byItself(text: String) throws {
        let found = try TestRules.finds("blood", in: text)
        #expect(found.map { $0.lowercased() } == ["blood"])
    }

    @Test(
        "does not find a word inside another",
        arguments: [
            "bloodhound", "lifeblood", "bloods", "blood2", "2blood", "bloodé", "éblood",
            "кровьblood",
            "bloodы",
        ])
    func insideAnother(text: String) throws {
        #expect(try TestRules.finds("blood", in: text) == [])
    }

    @Test("takes a word that opens a compound of two parts for another word")
    func compound() throws {
        #expect(try TestRules.finds("bloody", "blood", in: "bloody-minded") == [])
        #expect(try TestRules.finds("blood", in: "a blood-red sky") == [])
        #expect(try TestRules.finds("blood", in: "a blood\u{2010}red sky") == [])
        #expect(try TestRules.finds("blood", in: "a blood\u{2011}red sky") == [])
    }

    @Test(
        "is not misled by hyphens that join nothing, or too much",
        arguments: [
            "nude-", "-nude", "nude--", "nude--ar 1:1", "nude --ar 1:1", "nude - art", "nude -art",
            "nude- art", "nude-, art", "--nude", "a-nude-woman", "nude-woman-on-a-beach",
            "semi-nude", "half-nude", "nude-2", "nude-!", "nude_-art", "nude-_art",
        ])
    func hyphens(text: String) throws {
        #expect(try TestRules.finds("nude", in: text) == ["nude"])
    }

    @Test("asks for no boundary beside an entry's own symbol")
    func symbolEdge() throws {
        #expect(try TestRules.finds("-backed", in: "a bare-backed rider") == ["-backed"])
        #expect(try TestRules.finds("-backed", in: "-backed by") == ["-backed"])
        #expect(try TestRules.finds("-backed", in: "fiat-backedness") == [])
        #expect(try TestRules.finds("18+", in: "only 18+!") == ["18+"])
        #expect(try TestRules.finds("18+", in: "18+1") == ["18+"])
        #expect(try TestRules.finds("18+", in: "118+") == [])
    }

    @Test("finds an entry with a hyphen, whichever hyphen is typed")
    func ownHyphen() throws {
        for text in ["a see-through dress", "see\u{2010}through", "see\u{2011}through!"] {
            #expect(try TestRules.finds("see-through", in: text).count == 1)
        }
        #expect(try TestRules.finds("see-through", in: "a see-through-dress").count == 1)
        #expect(try TestRules.finds("see-through", in: "see through") == [])
        #expect(try TestRules.finds("see-through", in: "oversee-through") == [])
    }

    @Test("finds an entry with an apostrophe, whichever apostrophe is typed")
    func ownApostrophe() throws {
        #expect(try TestRules.finds("devil's den", in: "The Devil’s den") == ["Devil’s den"])
    }

    @Test("takes an accent for a part of its letter")
    func accents() throws {
        // Decomposed: "Brás" is a name, and no "bra".
        #expect(try TestRules.finds("bra", in: "Bra\u{301}s Cubas") == [])
        #expect(try TestRules.finds("sume", in: "re\u{301}sume\u{301}") == [])
        // An accent at the end is no disguise.
        #expect(try TestRules.finds("bra", in: "a bra\u{336} there") == ["bra"])
        // An entry that was typed with one is found as typed.
        #expect(try TestRules.finds("cre\u{300}me", in: "la CRE\u{300}ME!").count == 1)
    }

    @Test("equates letters as PCRE2 does: Kelvin sign, long s, final sigma")
    func caselessSets() throws {
        #expect(try TestRules.finds("kill", in: "\u{212A}ill") == ["\u{212A}ill"])
        #expect(try TestRules.finds("ass", in: "a\u{17F}S") == ["a\u{17F}S"])
        #expect(try TestRules.finds("σοφός", in: "ΣΟΦΌΣ") == ["ΣΟΦΌΣ"])
        #expect(try TestRules.finds("ᾳ", in: "α\u{345}") == [])
        #expect(try TestRules.finds("ι", in: "\u{345}") == ["\u{345}"])
    }
}
