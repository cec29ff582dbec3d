import Testing

@testable import GatePrompts

@Suite("Parameters of a prompt")
struct FlagReaderTests {
    private func flags(_ prompt: String) -> [PromptFlag] {
        FlagReader.flags(in: prompt, .standard)
    }

    private func texts(_ prompt: String) -> [String] { flags(prompt).map(\.text) }

    @Test(
        "names and values, whatever their spelling",
        arguments: [
            ("a cat --ar 16:9 --s 250", ["--ar 16:9", "--s 250"]),
            ("--TILE a cat", ["--tile"]),
            ("a cat \u{2014}ar 16:9", ["--ar 16:9"]),
            ("a cat \u{2013}ar 16:9", ["--ar 16:9"]),
            ("a cat--ar 16:9", ["--ar 16:9"]),
            ("a cat,--video", ["--video"]),
            ("a cat --v6.1 --s=900", ["--v 6.1", "--s 900"]),
            ("a cat --no hats, gloves --tile", ["--no hats, gloves", "--tile"]),
            (
                "a --sref 123::2 https://x.org/a--v.png random cat",
                [
                    "--sref 123::2 https://x.org/a--v.png random"
                ]
            ),
            ("a cat --vi\u{200B}deo", ["--video"]),
            ("a cat \u{FF0D}\u{FF0D}video", ["--video"]),
            ("a cat ---video", ["--video"]),
            ("--stylize beautiful cat", ["--stylize"]),
            ("a --foo bar", ["--foo"]),
        ])
    func found(_ prompt: String, _ expected: [String]) {
        #expect(texts(prompt) == expected)
    }

    @Test(
        "prose with dashes has none",
        arguments: [
            "a cat \u{2014} asleep", "well-known", "rock--n--roll", "a man\u{2014}tall", "5--6",
            "https://x.org/a--video", "--", "\u{2014}", "- -ar", "a \u{2013}foo", "----",
        ])
    func prose(_ prompt: String) { #expect(texts(prompt) == []) }

    @Test("places are code points, from the dash to the end of the value")
    func places() {
        let found = flags("e\u{301} cat --ar  16:9  dog")[0]
        #expect(found.span == 7..<17)
        #expect(found.dashes == 7..<9)
        #expect(found.stray == "dog")
        #expect(flags("a --no x y ")[0].span == 2..<10)
    }
}
