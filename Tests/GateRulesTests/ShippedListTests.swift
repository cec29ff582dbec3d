import GateCore
import Testing

@testable import GateRules

/// The list at the top of the repository.
@Suite("The list that comes with the gateway")
struct ShippedListTests {
    private let rules: any RuleSet

    init() throws {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        rules = try RuleBook.load(
            RuleLocations(bannedWords: "/\(root)/banned_words.txt", rules: nil))
    }

    private func finds(_ text: String) -> [String] {
        rules.judge(text, tenant: nil).matches.map(\.term)
    }

    @Test("holds every entry of the service it replaces")
    func complete() {
        #expect(rules.ruleCount == 204)
    }

    @Test("refuses what that service lets through")
    func refuses() {
        #expect(finds("blood, everywhere") == ["blood"])
        #expect(finds("a BLOOD moon") == ["blood"])
        #expect(finds("belly  button") == ["belly button"])
        #expect(finds("a dress, see-through") == ["see through", "see-through"])
        #expect(finds("hitler's dog") == ["hitler"])
        #expect(finds("_nude_") == ["nude"])
        #expect(finds("a bare-backed rider") == ["-backed"])
    }

    @Test("lets pass what only looks like it")
    func passes() {
        for text in [
            "bloody-minded", "bloodhound", "a classic car in Essex, glass and brass",
            "https://cdn.discordapp.com/nude.png a tree --no nude, blood --ar 16:9",
            "a grapevine, Scunthorpe United, a cockpit and a button on the belly",
        ] {
            #expect(finds(text) == [])
        }
    }
}
