import GateCore
import GateTestKit
import Logging
import Testing

@testable import GateRules

@Suite("A term as an entry")
struct LiteralEntryTests {
    private func entry(_ term: String) throws -> String {
        try LiteralEntry(term, table: try CharacterTable.shared.get()).text
    }

    @Test("is itself where an entry of these characters means them")
    func plain() throws {
        for term in ["tyrone", "belly button", "see-through", "c++", "no #1", "R&B", "猫", "🍑"] {
            #expect(try entry(term) == term)
        }
        #expect(try entry("  belly \t button ") == "belly button")
    }

    @Test(
        "finds its words and nothing more, whatever the grammar would make of them",
        arguments: [
            ("c*", "a c* b", "a cat"), ("*", "", ""), ("/x+y/", "an /x+y/ b", "an xxy b"),
            ("!wow", "so !wow", "so wow"), ("# tag", "a # tag", "a tag"),
            ("a # b", "see a # b now", "see a b"), ("a*b", "x a*b y", "ab"),
            ("(x|y)+", "is (x|y)+ it", "is x it"), ("50%", "50% off", "500 off"),
            ("\\d", "the \\d", "the 7"), ("tyrone", "Tyrone, smiling", "tyrones"),
        ])
    func means(_ term: String, _ hit: String, _ clear: String) throws {
        guard term != "*" else {
            #expect(throws: EntryFault.self) { try entry(term) }
            return
        }
        let folder = try TestFolder()
        try folder.write("words.txt", "\(try entry(term))\n")
        let rules = try RuleBook.load(
            RuleLocations(bannedWords: folder.path("words.txt"), rules: nil))
        #expect(rules.judge(hit, tenant: nil).action == .block)
        #expect(rules.judge(clear, tenant: nil).action == .allow)
    }

    @Test("is refused where nothing could be seen of it, or it says nothing")
    func refuses() {
        for term in [
            "", " ", "...", "-", "a\u{202E}b", "a\u{0}b", String(repeating: "a", count: 1_001),
        ] {
            #expect(throws: EntryFault.self, "\(term)") { try entry(term) }
        }
    }
}
