import GateCore
import Testing

@testable import GateRules

@Suite("Scripts without spaces between words")
struct ScriptTests {
    @Test(
        "are matched without boundaries",
        arguments: [
            ("裸体", "一个裸体女人"), ("ヌード", "美しいヌード写真"), ("おっぱい", "大きなおっぱいです"),
            ("เปลือย", "ภาพเปลือยกาย"), ("习近平", "主席习近平在"), ("សម្លាប់", "គេសម្លាប់គាត់"),
            ("သတ်", "လူသတ်မှု"),
        ])
    func without(entry: String, text: String) throws {
        #expect(try TestRules.finds(entry, in: text) == [entry])
    }

    @Test("are no letters to a word of another script beside them")
    func mixed() throws {
        #expect(try TestRules.finds("nude", in: "一个nude女人") == ["nude"])
        #expect(try TestRules.finds("nude", in: "一个nudes女人") == [])
        #expect(try TestRules.finds("AV女优", in: "看av女优吧") == ["av女优"])
        #expect(try TestRules.finds("AV女优", in: "看xav女优吧") == [])
    }

    @Test("are found with separators where the entry has white space, and only there")
    func gaps() throws {
        #expect(try TestRules.finds("色 情", in: "色　情") == ["色　情"])
        #expect(try TestRules.finds("色情", in: "色 情") == [])
    }

    @Test("are others than those with spaces: Korean, Hindi, Arabic, Russian have boundaries")
    func spaced() throws {
        #expect(try TestRules.finds("кровь", in: "Кровь! бескровь") == ["Кровь"])
        #expect(try TestRules.finds("कल", in: "कला") == [])
        #expect(try TestRules.finds("कल", in: "आज कल है") == ["कल"])
        #expect(try TestRules.finds("دم", in: "دم ودماء") == ["دم"])
    }
}
