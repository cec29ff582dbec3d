import GateCore
import Testing

@testable import GateRules

@Suite("Text turned round by bidi controls")
struct ReversedTextTests {
    private static func shown(_ text: String) throws -> String? {
        var order = ShownOrder()
        let bytes = Array(text.utf8)
        let table = try CharacterTable.shared.get()
        return bytes.withUnsafeBufferPointer { order.read($0, table) }
            ? String(decoding: order.bytes, as: UTF8.self) : nil
    }

    @Test(
        "is read as it is shown",
        arguments: [
            ("a \u{202E}edun\u{202C} b", "a nude b"),
            ("a \u{202E}edun", "a nude"),
            ("\u{202E}edun\nab", "nude\nab"),
            ("\u{202E}e\u{301}dun\u{202C}", "nude\u{301}"),
            ("\u{202E}namow edun\u{202C} b", "nude woman b"),
            ("\u{202E}de\u{202D}nu\u{202C}", "nued"),
            ("\u{202E}woman\u{202D}nude \u{202C}", "nude namow"),
            ("\u{202D}a\u{202E}edun\u{202C}b\u{202C}", "\u{202D}anudeb\u{202C}"),
            ("\u{202E}\u{202E}edun\u{202C}\u{202C}", "nude"),
            ("\u{202E}a\u{2067}nude\u{2069}b\u{202C}", "bnudea"),
            ("\u{2067}a\u{202E}edun\u{2069}b", "\u{2067}anudeb"),
            ("\u{202E}ab\u{202C}\u{202E}cd\u{202C}", "badc"),
            ("\u{202E}edun", "nude"), ("\u{202E}", ""), ("\u{202E}\u{202C}", ""),
            ("日\u{202E}本東", "日東本"),
        ])
    func order(text: String, shown: String) throws {
        #expect(try Self.shown(text) == shown)
    }

    @Test(
        "stays as it is when nothing reverses it",
        arguments: [
            "nude", "", "\u{202D}nude\u{202C}", "\u{202B}a b\u{202C}", "\u{2067}a\u{2069}", "…",
        ])
    func straight(text: String) throws {
        #expect(try Self.shown(text) == nil)
    }

    @Test(
        "is judged as it is shown, and spans lie where the words stand",
        arguments: [
            ("\u{202E}namow edun\u{202C} in red", "namow edun"),
            ("a \u{202E}edun\u{202C} nude woman", "nude woman"),
            ("\u{202E}edun namow\u{202C} nude woman", "nude woman"),
            ("\u{202E}namow\u{202C} x \u{202E}namow edun\u{202C}", "namow edun"),
            ("\u{202E}woman \u{202D}nude\u{202C}\u{202C} nude woman", "nude woman"),
            ("\u{202E}namow\u{200B} e\u{301}dun\u{202C}", "namow\u{200B} e\u{301}dun"),
        ])
    func phrase(text: String, found: String) throws {
        #expect(try TestRules.finds("nude woman", in: text) == [found])
    }

    @Test("maps every part of any such text back to letters of the text")
    func fuzz() throws {
        let parts = [
            "\u{202E}", "\u{202D}", "\u{202C}", "\u{202B}", "\u{2067}", "\u{2069}", "ab", "c d",
            "é",
            "\u{301}", "日", "\n", "1", "😀",
        ]
        var random = SeededGenerator(seed: 11)
        let table = try CharacterTable.shared.get()
        var order = ShownOrder()
        for _ in 0..<3_000 {
            let text = (0..<Int.random(in: 1...24, using: &random))
                .map { _ in parts.randomElement(using: &random) ?? "" }.joined()
            let bytes = Array(text.utf8)
            guard bytes.withUnsafeBufferPointer({ order.read($0, table) }) else { continue }
            try MapChecks.check(order.bytes, order.map, of: bytes)
        }
    }

    @Test("costs time in proportion to its length, however deeply it is nested")
    func depth() throws {
        let table = try CharacterTable.shared.get()
        let deep = String(repeating: "\u{202E}a\u{202D}b", count: 20_000)
        let bytes = Array((deep + String(repeating: "\u{202C}", count: 40_000)).utf8)
        var order = ShownOrder()
        let start = WorkClock.thread.now()
        #expect(bytes.withUnsafeBufferPointer { order.read($0, table) })
        #expect(order.bytes.count == 40_000)
        #expect(WorkClock.thread.now() - start < .seconds(5))
    }
}
