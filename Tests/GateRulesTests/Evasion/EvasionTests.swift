import GateCore
import Testing

@testable import GateRules

@Suite("Words in disguise")
struct EvasionTests {
    private static let words = [
        "nude", "blood", "sexual", "corpse", "naked", "boobs", "breast", "torture", "bikini", "ass",
        "hentai", "lingerie", "gore", "kill", "suicide",
    ]

    struct Case: CustomTestStringConvertible, Sendable {
        let text: String
        let word: String
        let folding: Folding
        var testDescription: String { text }

        init(_ text: String, _ word: String, _ folding: Folding) {
            (self.text, self.word, self.folding) = (text, word, folding)
        }
    }

    @Test(
        "are read, and the match says what was undone",
        arguments: [
            Case("a nud3 girl", "nud3", .leet), Case("bl00d everywhere", "bl00d", .leet),
            Case("5exual", "5exual", .leet), Case("$exual", "$exual", .leet),
            Case("an @ss", "@ss", .leet), Case("a$$", "a$$", .leet),
            Case("h3nt@1!", "h3nt@1", .leet),
            Case("b1k1n1", "b1k1n1", .leet), Case("k1ll him", "k1ll", .leet),
            Case("ki11 him", "ki11", .leet), Case("k!ll", "k!ll", .leet),
            Case("(k!ll)", "k!ll", .leet),
            Case("n*de", "n*de", .leet), Case("bl*od", "bl*od", .leet),
            Case("s#xual", "s#xual", .leet),
            Case("n u d e", "n u d e", .spaced), Case("such a n u d e pose", "n u d e", .spaced),
            Case("n.u.d.e", "n.u.d.e", .spaced), Case("n-u-d-e", "n-u-d-e", .spaced),
            Case("n_u_d_e", "n_u_d_e", .spaced), Case("n . u . d . e", "n . u . d . e", .spaced),
            Case("n u d 3", "n u d 3", .spaced),
            Case("@ s s", "@ s s", .spaced), Case("b l 0 0 d", "b l 0 0 d", .spaced),
            Case("k ! l l", "k ! l l", .spaced),
            Case("t o r t u r e  g o r e", "t o r t u r e", .spaced),
            Case("g o r e n u d e", "g o r e n u d e", .spaced),
            Case("nuuuude", "nuuuude", .repeated), Case("nnuuddee", "nnuuddee", .repeated),
            Case("asss", "asss", .repeated), Case("boooobs", "boooobs", .repeated),
            Case("kkkiiilllll", "kkkiiilllll", .repeated), Case("NUUUUDE", "NUUUUDE", .repeated),
        ])
    func found(item: Case) throws {
        let matches = try TestRules.of(Self.words).judge(item.text, tenant: nil).matches
        let match = try #require(
            matches.first { $0.text.contains(item.word) || item.word.contains($0.text) })
        #expect(match.folding == item.folding)
        #expect(item.text.contains(match.text))
    }

    @Test(
        "are not seen where there are none",
        arguments: [
            "a 35mm photo, 8k, 4k uhd, f1.8, 1920s, 16:9, unreal engine 5",
            "as she said, but to me, 1 or 2", "an A55 road, A 5 5", "class, assume, assess, bass",
            "a s s u m e", "C L A S S I C", "a committee meets", "good book, look, bee",
            "i a m a b o y", "wow! (really) *bold* #tag 100% a+b c++ $5", "e.g. U.S.A. a.k.a.",
            "plan a b c", "bob, bos, god, nod", "grass*land", "v 6 s 7 5 0", "b2XX-455555XXXX",
            "a b c d e f g h i j k l m n o p q r s t u v w x y z",
        ])
    func innocent(text: String) throws {
        #expect(try TestRules.of(Self.words).judge(text, tenant: nil).matches == [])
    }

    @Test("are left alone by rules that undo nothing")
    func off() throws {
        for text in ["nud3", "n u d e", "nuuude", "n*de"] {
            #expect(
                try TestRules.of(Self.words, folding: .off).judge(text, tenant: nil).matches == [])
        }
    }
}
