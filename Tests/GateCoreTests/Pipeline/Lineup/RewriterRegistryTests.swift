import GateCore
import GateTestKit
import Logging
import Testing

/// Puts a word behind every prompt.
private final class Append: Rewriter {
    static let kind: StageKind = "append"
    let settings: Settings

    struct Settings: StageSettings {
        let word: String
        init(_ fields: SettingFields) { word = fields.text("word") ?? "none" }
    }

    init(_ settings: Settings) { self.settings = settings }

    func rewrite(_ prompt: String, for draft: PromptDraft) throws -> String? {
        "\(prompt) \(settings.word)"
    }
}

@Suite("Rewriters of pipeline.yaml")
struct RewriterRegistryTests {
    private let registry = StageRegistry(
        rewrite: [RewriterEntry("append", Append.Settings.self) { Append($0) }],
        request: [
            StageEntry("length", NoSettings.self, timeout: .seconds(9)) { _ in LengthStage() }
        ],
        result: [], standardRequest: ["length"], standardResult: [], time: ManualTime(),
        log: silent)

    private func lineup(
        _ items: [[(String, String)]]?, reusing before: StageLineup? = nil
    ) throws -> StageLineup {
        let nodes = (items ?? []).map { item in
            ConfigNode(.mapping(item.map { ConfigPair($0.0, ConfigNode(.text($0.1))) }))
        }
        let pairs = items == nil ? [] : [ConfigPair("rewrite", ConfigNode(.list(nodes)))]
        return try registry.lineup(
            from: ConfigNode(.mapping(pairs)), file: "f", reusing: before
        ).get()
    }

    private func rewrite(_ prompt: String, by lineup: StageLineup) -> Rewriting {
        let tenant = Tenant(id: "acme", name: "", createdAt: Timestamp(milliseconds: 0))
        let caller = Caller(tenant: tenant, key: "k", scope: .tenant)
        return lineup.rewriters.rewrite(prompt, for: PromptDraft(caller: caller, kind: .imagine))
    }

    @Test("there are none unless the file names them")
    func none() throws {
        let lineup = try lineup(nil)
        #expect(lineup.rewriters.names == [])
        #expect(rewrite("a", by: lineup) == Rewriting(prompt: "a", runs: []))
    }

    @Test("they work in order, each on what the one before it left; shadow changes nothing")
    func order() throws {
        let lineup = try lineup([
            [("kind", "append"), ("word", "b")],
            [("kind", "append"), ("name", "trial"), ("word", "x"), ("mode", "shadow")],
            [("kind", "append"), ("name", "off"), ("word", "y"), ("enabled", "false")],
            [("kind", "append"), ("name", "last"), ("word", "c")],
        ])
        let rewriting = rewrite("a", by: lineup)
        #expect(rewriting.prompt == "a b c")
        #expect(rewriting.runs.map(\.stage) == ["append", "trial", "last"])
        #expect(rewriting.runs.map(\.verdict) == ["rewrite", "rewrite", "rewrite"])
        #expect(registry.tally.snapshot["rewrite/append"]?.enforced == ["rewrite": 1])
        #expect(registry.tally.snapshot["rewrite/trial"]?.shadow == ["rewrite": 1])
    }

    @Test("an unknown kind or key is refused")
    func unknown() {
        #expect(throws: StageFaults.self) { try lineup([[("kind", "apend")]]) }
        #expect(throws: StageFaults.self) { try lineup([[("kind", "append"), ("wort", "x")]]) }
    }

    @Test("a kind may have a timeout of its own")
    func timeout() throws {
        #expect(try lineup(nil).plan.request.first?.timeout == .seconds(9))
    }
}
