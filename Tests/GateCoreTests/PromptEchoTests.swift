import GateCore
import Testing

@Suite("A prompt and its echo compare equal")
struct PromptEchoTests {
    @Test(
        "when the image bot rewrote it",
        arguments: [
            ("a cat", "a cat --v 5.2"),
            ("a cat --ar 2:3 --no dogs", "a cat --no dogs --ar 2:3 --v 5.2"),
            ("a  cat \n in a\that ", "a cat in a hat"),
            ("https://cdn.example/a_b.png?ex=1&is=2 a cat", "<https://s.mj.run/xYz> a cat"),
            ("HTTPS://cdn.example/a.png a cat", "<https://s.mj.run/xYz> a cat"),
            ("a cat —ar 2:3", "a cat --ar 2:3"),
            ("a cat — in a hat", "a cat -- in a hat"),
            ("<#4711#>a cat", "a cat"),
            ("https://cdn.example/a.png <#4711#>a cat", "<https://s.mj.run/q> <#4711#>a cat"),
            ("caf\u{65}\u{301}", "caf\u{E9}"),
            ("--ar 2:3", ""),
        ])
    func equal(sent: String, echoed: String) {
        #expect(PromptEcho.normalised(sent) == PromptEcho.normalised(echoed))
    }

    @Test(
        "but not when it is another one",
        arguments: [
            ("a cat", "a dog"), ("a cat", "a Cat"), ("a <#wide open#> door", "a door"),
            ("a --1 cat", "a"), ("a < b", "a b"), ("red::2 blue", "red blue"),
        ])
    func different(one: String, other: String) {
        #expect(PromptEcho.normalised(one) != PromptEcho.normalised(other))
    }

    @Test("Hostile text is read in linear time, and to its end")
    func hostile() {
        let open = String(repeating: "<#", count: 3000)
        #expect(PromptEcho.normalised(open) == open)
        #expect(PromptEcho.normalised("\u{301}<http://\u{301}") == "\u{301}")
    }
}
