import Testing

@testable import GateRules

@Suite("The character table")
struct CharacterTableTests {
    private let table: CharacterTable

    init() throws { table = try CharacterTable.shared.get() }

    @Test("folds together all that PCRE2 equates, and calls it a word alike")
    func agreesWithPCRE2() throws {
        let scratch = try #require(MatchScratch())
        let cased = (0..<CharacterTable.end).compactMap(Unicode.Scalar.init).filter {
            $0.properties.changesWhenCaseMapped || $0.properties.changesWhenCaseFolded
                || table[$0].folded != $0.value && table[$0].isWord
        }
        let text = Array(String(String.UnicodeScalarView(cased)).utf8)
        var compared = 0
        try text.withUnsafeBufferPointer { bytes in
            for scalar in cased {
                let pattern = "\\x{\(String(scalar.value, radix: 16))}"
                let code = try PatternCode(pattern, for: .search)
                var place = 0
                while case .hit(let range) = code.run(
                    on: bytes, from: place, with: scratch, limit: .max)
                {
                    let same = try #require(
                        String(decoding: bytes[range], as: UTF8.self).unicodeScalars.first)
                    #expect(table[same].isWord == table[scalar].isWord)
                    #expect(!table[same].isUnspaced)
                    if table[same].isWord { #expect(table[same].folded == table[scalar].folded) }
                    place = range.upperBound
                    compared += 1
                }
            }
        }
        #expect(compared > cased.count)
    }

    @Test("knows letters, digits and marks from separators, and scripts without spaces")
    func classes() {
        for scalar: Unicode.Scalar in [
            "a", "Z", "7", "é", "я", "ह", "\u{93E}", "가", "Ⅷ", "²", "\u{345}",
        ] {
            #expect(table[scalar].isWord && !table[scalar].isUnspaced)
        }
        for scalar: Unicode.Scalar in ["裸", "ヌ", "ー", "の", "เ", "\u{E31}", "ກ", "ស", "သ", "𠀀"] {
            #expect(!table[scalar].isWord && table[scalar].isUnspaced)
        }
        for scalar: Unicode.Scalar in [
            "_", "-", " ", ".", "\u{301}", "\u{FE0F}", "🔥", "、", "\u{10FFFF}",
        ] {
            #expect(!table[scalar].isWord && !table[scalar].isUnspaced)
        }
    }
}
