import GateCore
import Testing

@testable import GateRules

@Suite("Adding to a word list")
struct BannedWordsEditTests {
    private func edit(_ text: String) throws -> BannedWordsEdit {
        BannedWordsEdit(
            Array(text.utf8), file: "words.txt", table: try CharacterTable.shared.get())
    }

    @Test(
        "writes the entry behind everything else, in the file's own line breaks",
        arguments: [
            ("# head\nblood\n", "# head\nblood\n# s1\ntyrone\n"),
            ("blood", "blood\n# s1\ntyrone\n"),
            ("blood\r\nnude\r\n", "blood\r\nnude\r\n# s1\r\ntyrone\r\n"),
            ("blood\r\nnude", "blood\r\nnude\r\n# s1\r\ntyrone\r\n"),
            ("", "# s1\ntyrone\n"),
            ("\u{FEFF}", "\u{FEFF}# s1\ntyrone\n"),
            ("\u{FEFF}blood\n\n\n", "\u{FEFF}blood\n\n\n# s1\ntyrone\n"),
            ("# only a comment", "# only a comment\n# s1\ntyrone\n"),
            (
                "blood # why\n!blood orange\n/x+y/\n",
                "blood # why\n!blood orange\n/x+y/\n# s1\ntyrone\n"
            ),
        ])
    func layouts(_ before: String, _ after: String) throws {
        let bytes = try edit(before).banning("tyrone", remark: "s1")
        #expect(String(decoding: bytes, as: UTF8.self) == after)
    }

    @Test("writes nothing when an entry that means the same is there")
    func twice() throws {
        for text in ["Tyrone\n", "a\n  tyrone   # name\n"] {
            #expect(try edit(text).banning("tyrone", remark: "s1") == Array(text.utf8))
        }
        let text = "blood\n!blood orange\n"
        #expect(try edit(text).excepting("Blood orange", remark: "s1") == Array(text.utf8))
    }

    @Test("writes an exception as a line of its own")
    func exception() throws {
        let bytes = try edit("blood\n").excepting("blood orange", remark: "s1")
        #expect(String(decoding: bytes, as: UTF8.self) == "blood\n# s1\n!blood orange\n")
    }

    @Test("refuses a line that means something else than one entry")
    func refuses() throws {
        for entry in ["a\nb", "!x", "# x", "", "*"] {
            let text = "blood\n"
            let bytes = try? edit(text).banning(entry, remark: "s1")
            #expect(bytes == nil || bytes == Array(text.utf8), "\(entry)")
        }
    }

    @Test("makes one line of any remark")
    func remark() throws {
        let bytes = try edit("").banning(
            "tyrone", remark: "s1: first\nblood\r\u{2028}nude\u{202E}\u{0}")
        #expect(
            String(decoding: bytes, as: UTF8.self) == "# s1: first blood nude\ntyrone\n")
    }
}
