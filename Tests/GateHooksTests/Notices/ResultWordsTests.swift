import GateCore
import Testing

@Suite("The words of a result")
struct ResultWordsTests {
    private func result(_ description: String, buttons: [String] = []) -> TaskResult {
        TaskResult(
            messageID: "1", embeds: [["type": "rich", "description": .string(description)]],
            buttons: buttons.map { ["type": 2, "custom_id": .string($0)] })
    }

    @Test("numbered lines are texts, others are not")
    func numbered() {
        let found = ResultWords.numbered(
            in: result("## Shortened\n\n1️⃣ a lighthouse, **tall**\n2⃣  two\n\n3 three\n4️⃣\n"))
        #expect(found == ["a lighthouse, **tall**", "two"])
    }

    @Test("lines of a key and a value are fields")
    func fields() {
        let found = ResultWords.fields(
            in: result("**Job Mode**: Fast\n**Running:** None\nplain\n**half: x\n**A**: b: c"))
        #expect(found.map(\.name) == ["Job Mode", "Running", "A"])
        #expect(found.map(\.value) == ["Fast", "None", "b: c"])
    }

    @Test("a button draws the text at its place, whatever its number")
    func drawn() throws {
        let zero = result(
            "1️⃣ one\n2️⃣ two",
            buttons: ["MJ::Job::PromptAnalyzer::0", "MJ::Job::PromptAnalyzer::1"])
        #expect(zero.texts(drawnBy: try #require(zero.offers.first)) == ["one"])
        let ones = result(
            "1️⃣ one\n2️⃣ two",
            buttons: ["MJ::Job::PicReader::1", "MJ::Job::PicReader::2", "MJ::Picread::Retry"])
        #expect(ones.texts(drawnBy: ones.offers[1]) == ["two"])
        #expect(ones.texts(drawnBy: ones.offers[2]).isEmpty)
        let odd = result("1️⃣ one", buttons: ["MJ::Job::PicReader::1", "MJ::Job::PicReader::2"])
        #expect(odd.texts(drawnBy: odd.offers[1]) == ["one"])
    }
}
