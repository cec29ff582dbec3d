import Testing

@testable import GateTasks

@Suite("The words that the image bot named")
struct RefusedWordsTests {
    @Test(
        "are found in what it says",
        arguments: [
            ("Banned prompt detected: tyrone", ["tyrone"]),
            ("Banned prompt: Sorry! The word `Tyrone` is banned.", ["Tyrone"]),
            ("Banned prompt detected: The word \"tyrone\" is not allowed", ["tyrone"]),
            (
                "Banned prompt detected: \u{201C}red tyrone\u{201D} goes against our rules",
                ["red tyrone"]
            ),
            (
                "Banned prompt detected: The words `red`, `tyrone` and `blue` are banned",
                ["red", "tyrone"]
            ),
            ("Banned prompt detected: banned word red tyrone was found", ["red tyrone"]),
            ("Banned prompt: **Tyrone**: see /info", ["Tyrone"]),
        ])
    func found(_ text: String, _ words: [String]) {
        #expect(RefusedWords(in: "a red Tyrone, smiling --v 6").named(by: text) == words)
    }

    @Test(
        "are none that the prompt has not",
        arguments: [
            "Banned prompt detected: Sorry! Our AI moderator thinks this prompt is probably against our community standards.",
            "Request cancelled due to image filters", "", "Banned prompt detected: `goku`",
            "Banned prompt detected: `", "the word", "Banned prompt detected: `  `",
        ])
    func none(_ text: String) {
        #expect(RefusedWords(in: "a red Tyrone, smiling --v 6").named(by: text) == [])
        #expect(RefusedWords(in: "").named(by: text) == [])
    }

    @Test("are eight at most")
    func bounded() {
        let words = (1...20).map { "w\($0)" }
        let text = words.map { "`\($0)`" }.joined(separator: ", ")
        #expect(RefusedWords(in: words.joined(separator: " ")).named(by: text).count == 8)
    }
}
