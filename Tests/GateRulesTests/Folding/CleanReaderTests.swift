import GateCore
import Testing

@testable import GateRules

@Suite("The text as a person sees it")
struct CleanReaderTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let text: String
        let folding: FoldingSet
        /// The part of the text that is the word.
        let source: String
        var testDescription: String { text }

        init(_ text: String, _ folding: FoldingSet, _ source: String? = nil) {
            (self.text, self.folding, self.source) = (text, folding, source ?? text)
        }
    }

    @Test(
        "shows the word, and the way back to it",
        arguments: [
            Case("ｎｕｄｅ", .width), Case("𝐧𝐮𝐝𝐞", .width), Case("𝓷𝓾𝓭𝓮", .width), Case("𝚗𝚞𝚍𝚎", .width),
            Case("𝔫𝔲𝔡𝔢", .width), Case("ⓝⓤⓓⓔ", .width), Case("🄽🅄🄳🄴", .width), Case("🅝🅤🅓🅔", .width),
            Case("🅽🆄🅳🅴", .width), Case("🇳🇺🇩🇪", .width), Case("⒩⒰⒟⒠", .width), Case("ⁿᵘᵈᵉ", .width),
            Case("nüdé", .diacritic), Case("n\u{301}u\u{308}d\u{336}e", .diacritic),
            Case("n\u{489}ude", .diacritic), Case("ŉüđé", [.confusable, .diacritic]),
            Case("nud\u{435}", .confusable), Case("nuԁе", .confusable), Case("ɴᴜᴅᴇ", .confusable),
            Case("ղմժҽ", .confusable), Case("ᏁᏬᎴᏋ", .confusable), Case("ᑎᑌᗪᗴ", .confusable),
            Case("ηυ∂є", .confusable), Case("пudе", .confusable), Case("иudе", .confusable),
            Case("пцdе", .confusable), Case("nud\u{451}", .confusable),
            Case("nu\u{501}\u{301}e", [.confusable, .diacritic]),
            Case("n\u{200B}u\u{200B}d\u{200B}e", .invisible), Case("nu\u{200D}de", .invisible),
            Case("nu\u{AD}de", .invisible), Case("nu\u{2064}de", .invisible),
            Case("nu\u{34F}de", .invisible), Case("nu\u{FE0F}de", .invisible),
            Case("nu\u{FEFF}de", .invisible), Case("nu\u{E0041}de", .invisible),
            Case("nu\u{E0041}\u{E0042}\u{E0043}\u{E0044}de", .invisible),
            Case("nu\u{180E}de", .invisible), Case("nu\u{1160}de", .invisible),
            Case("nu\u{202A}de", .invisible), Case("nu\u{FFFC}de", .invisible),
            Case("nu\u{1}de", .invisible), Case("nu\u{7F}de", .invisible),
            Case("nu\u{84}de", .invisible),
            Case("nu\u{E000}de", .invisible), Case("nu\u{10ABCD}de", .invisible),
            Case("ｎ\u{200B}u\u{301}dе", [.width, .invisible, .diacritic, .confusable]),
            Case("\u{200B}nude\u{200B}", [], "nude"), Case("NÜDE", .diacritic),
            Case("nudé\u{301}", .diacritic), Case("nude\u{301}\u{302}", []),
        ])
    func word(item: Case) throws {
        let reading = try CleanReading("a \(item.text) café")
        #expect(reading.string.contains("a nude cafe"))
        #expect(reading.source(of: "nude") == item.source)
        #expect(reading.folding(of: "nude") == item.folding)
        try MapChecks.check(reading.bytes, reading.map, of: reading.text)
    }

    @Test("takes every letter of a tower of accents off, at once")
    func tower() throws {
        let tower = String(repeating: "\u{301}\u{336}", count: 3_000)
        let reading = try CleanReading("n\(tower)ude")
        #expect(reading.string == "nude")
        #expect(reading.map.changes.count == 1)
    }

    @Test(
        "shows words wholly of look-alikes, in whatever text",
        arguments: ["ѕех", "a ѕех scene", "ѕех 🙂", "ЅЕХ", "ѕ\u{200B}е\u{200B}х"])
    func wholeWord(text: String) throws {
        #expect(try CleanReading(text).string.lowercased().contains("sex"))
    }

    @Test(
        "is the text where that is honest",
        arguments: [
            "рот и нос, кот спит у окна, сосна", "Портрет женщины в лесу на закате, её лицо",
            "Η γυναίκα στο δάσος με το φως του ήλιου και το παιδί", "Ελλάδα", "Москва", "её",
            "Україна, її обличчя", "美しい女性が森の中に立っている", "かがみ、ガラス", "한국어 문장입니다",
            "जंगल में एक औरत का चित्र", "ผู้หญิงในป่า", "امرأة في الغابة", "אישה ביער",
            "a portrait of a woman — “soft light”", "人", "👍🏽 😀", "নারী ২০০", "ქალი ტყეში",
            "Հայաստան, կինը անտառում", "it’s", "±5°", "", "plain ascii\nin lines\t.",
        ])
    func honest(text: String) throws {
        #expect(!(try CleanReading(text).isChanged))
    }

    @Test(
        "keeps prose of other scripts beside Latin words",
        arguments: [
            (
                "Портрет в стиле Rembrandt, свет и тень, рот",
                "портрет в стиле rembrandt, свет и тень, рот"
            ),
            ("A woman says Привет", "a woman says привет"),
            ("người phụ nữ đẹp", "nguoi phu nu dep"), ("straße", "strasse"),
            ("東京タワー ｱｲｳ", "東京タワー アイウ"), ("x² ½", "x2 1⁄2"), ("don\u{2019}t…", "don\u{2019}t..."),
            ("é\u{A0}a", "e a"), ("a\u{3164}b\u{2800}c", "a b c"), ("👩\u{200D}💻 ❤\u{FE0F}", "👩💻 ❤"),
        ])
    func mixed(text: String, reading: String) throws {
        #expect(try CleanReading(text).string.lowercased() == reading)
    }

    private static func tags(_ word: String) -> String {
        var text = ""
        for scalar in word.unicodeScalars {
            if let tag = Unicode.Scalar(0xE0000 + scalar.value) { text.unicodeScalars.append(tag) }
        }
        return text
    }

    @Test("shows words hidden in tag characters as words of their own, and flags as flags")
    func hidden() throws {
        #expect(try CleanReading("a cat \(Self.tags("NUDE"))").string == "a cat nude")
        #expect(try CleanReading("a cat\(Self.tags("nude"))").string == "a cat nude")
        #expect(try CleanReading("\(Self.tags("nude woman"))cat").string == "nude woman cat")
        #expect(try CleanReading("ca\(Self.tags("ab"))t").string == "cat")
        #expect(try CleanReading("c\(Self.tags("nude"))at").string == "cat")
        #expect(try CleanReading("🏴\(Self.tags("gbeng"))\u{E007F}!").string == "🏴!")
        let reading = try CleanReading("cat\(Self.tags("nude"))s")
        #expect(reading.string == "cats")
        let word = try CleanReading("é \(Self.tags("nude"))é")
        #expect(word.source(of: "nude") == Self.tags("nude"))
    }

    @Test("is nothing new where only letter case differs")
    func letterCase() throws {
        #expect(!(try CleanReading("A Woman, Лес, ΕΛΛΆΔΑ").isChanged))
    }
}
