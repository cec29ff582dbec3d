import GateCore
import Testing

@testable import GateHTTP

@Suite("A verdict as JSON")
struct TextJudgementJSONTests {
    private func match(_ rule: String, layers: [String]?) -> RuleMatch {
        RuleMatch(
            rule: rule, category: "c", severity: .low, action: .block, span: 0..<1, text: "x",
            term: "x", folding: .exact, layers: layers)
    }

    private func json(
        _ judgement: TextJudgement, _ explain: ExplainMode
    ) throws -> JSONValue {
        try JSONReader.read(judgement.json(text: "x", explain).bytes)
    }

    @Test("names shadow matches and layers to those who may see everything, when there are any")
    func shadowAndLayers() throws {
        let full = TextJudgement(
            action: .block, matches: [match("a", layers: ["main", "tenants/t"])],
            shadow: [match("b", layers: nil)], revision: "r")
        let shown = try json(full, .full)
        #expect(shown["shadow"]?[0]?["rule"] == "b" && shown["shadow"]?[0]?["layers"] == nil)
        #expect(shown["matches"]?[0]?["layers"] == ["main", "tenants/t"])
        let veiled = try json(full, .category)
        #expect(veiled["shadow"] == nil && veiled["matches"]?[0]?["layers"] == nil)
        let bare = TextJudgement(action: .allow, matches: [], revision: "r")
        #expect(try json(bare, .full)["shadow"] == nil)
    }
}
