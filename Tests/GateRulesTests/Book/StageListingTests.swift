import GateCore
import Testing

@testable import GateRules

@Suite("The stages of two revisions")
struct StageListingTests {
    private func listing(_ text: String?) throws -> StageListing {
        let file = text.map { RuleFile(path: "rules/pipeline.yaml", bytes: Array($0.utf8)) }
        return try StageListing(
            RuleFiles(entries: file.map { [RuleFiles.Entry(role: .pipeline, file: $0)] } ?? []))
    }

    private static let old = """
        request:
          - {kind: length, max: 100}
          - {kind: banned_words}
          - {kind: quota}
        """

    @Test("tells which stages are added, removed, changed and moved")
    func differences() throws {
        let new = """
            request:
              - {kind: banned_words}
              - {kind: length, mode: shadow, max: 50}
            result:
              - {name: late, kind: banned_words}
            """
        let diff = try listing(Self.old).diff(to: listing(new))
        #expect(diff.added == ["result/late"] && diff.removed == ["request/quota"])
        #expect(
            diff.changed == [
                StageDiff.Change(stage: "request/length", fields: ["max", "mode"])
            ])
        #expect(diff.reordered == ["request"])
    }

    @Test("tells nothing where only layout and the order of keys differ")
    func same() throws {
        let new = """
            # The same, spelled out.
            request:
              - max: 100
                kind: length
              - kind: banned_words
              - kind: quota
            """
        #expect(try listing(Self.old).diff(to: listing(new)) == .none)
    }

    @Test("takes a missing file for one without stages")
    func missing() throws {
        let diff = try listing(nil).diff(to: listing(Self.old))
        #expect(diff.added == ["request/length", "request/banned_words", "request/quota"])
        #expect(try listing("result: []").diff(to: listing(nil)) == .none)
    }

    @Test("refuses what is no YAML")
    func broken() {
        #expect(throws: RuleFaults.self) { try listing("request: [") }
    }
}
