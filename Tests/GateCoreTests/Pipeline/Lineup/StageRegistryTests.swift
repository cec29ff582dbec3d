import GateCore
import GateTestKit
import Logging
import Testing

/// A stage whose settings show in what it says.
private final class Echo: Stage {
    static let kind: StageKind = "echo"
    let settings: Settings

    struct Settings: StageSettings {
        let word: String
        let count: Int
        init(_ fields: SettingFields) {
            word = fields.text("word") ?? "none"
            count = fields.integer("count", in: 1...9) ?? 1
        }
    }

    init(_ settings: Settings) { self.settings = settings }

    func decide(_ exchange: Exchange) async throws -> Verdict {
        .flag(Reason(.bannedPrompt, settings.word))
    }
}

private struct Shout: ResultStage {
    static let kind: StageKind = "shout"
    func process(
        _ result: TaskResult, of exchange: ResultExchange
    ) async throws -> TaskResult {
        var result = result
        result.content = result.content.uppercased()
        return result
    }
}

@Suite struct StageRegistryTests {
    private let registry = StageRegistry(
        request: [
            StageEntry("echo", Echo.Settings.self) { Echo($0) },
            StageEntry("length", NoSettings.self) { _ in LengthStage() },
        ],
        result: [ResultStageEntry("shout", NoSettings.self) { _ in Shout() }],
        standardRequest: ["length"], standardResult: ["shout"], time: ManualTime(), log: silent)

    private func lineup(
        _ node: ConfigNode?, reusing before: StageLineup? = nil
    ) throws -> StageLineup {
        try registry.lineup(from: node, file: "rules/pipeline.yaml", reusing: before).get()
    }

    private func faults(_ node: ConfigNode) -> [RuleFault] {
        switch registry.lineup(from: node, file: "rules/pipeline.yaml", reusing: nil) {
        case .success: []
        case .failure(let faults): faults.faults
        }
    }

    @Test("without a file the standard order judges")
    func standard() throws {
        let lineup = try lineup(nil)
        #expect(lineup.request.stageNames == ["length"])
        #expect(lineup.results.stageNames == ["shout"])
    }

    @Test("a file orders, names and sets the stages; what it leaves out stays standard")
    func ordered() throws {
        let lineup = try lineup(
            PipelineFile.node(request: [
                [("kind", .text("echo")), ("name", .text("first")), ("word", .text("hi"))],
                [
                    ("kind", .text("echo")), ("mode", .text("shadow")),
                    ("timeout", .text("250ms")), ("on_error", .text("pass")),
                ],
                [("kind", .text("length")), ("enabled", .text("false"))],
            ]))
        #expect(lineup.request.stageNames == ["first", "echo"])
        #expect(lineup.results.stageNames == ["shout"])
        #expect((lineup.stage(named: "first") as? Echo)?.settings.word == "hi")
        let second = lineup.plan.request[1]
        #expect(second.mode == .shadow)
        #expect(second.timeout == .milliseconds(250))
        #expect(second.onError == .pass)
        #expect(lineup.plan.request[2].isEnabled == false)
        #expect(lineup.stage(named: "length") == nil)
    }

    @Test("a stage lives on while its name, kind and settings stay; its place may change")
    func reuse() throws {
        let item: [(String, ConfigNode.Content)] = [("kind", .text("echo")), ("word", .text("a"))]
        let first = try lineup(PipelineFile.node(request: [item]))
        let moved = try lineup(
            PipelineFile.node(request: [
                [("kind", .text("length"))],
                [("word", .text("a")), ("kind", .text("echo")), ("timeout", .text("1s"))],
            ]), reusing: first)
        let changed = try lineup(
            PipelineFile.node(request: [[("kind", .text("echo")), ("word", .text("b"))]]),
            reusing: moved)
        let stages = [first, moved, changed].map { $0.stage(named: "echo") as? Echo }
        #expect(stages[0] === stages[1])
        #expect(stages[1] !== stages[2])
        #expect(stages[2]?.settings.word == "b")
    }

    @Test("an unknown kind, key or word is refused with its place and what was meant")
    func unknown() {
        let faults = faults(
            PipelineFile.node(
                request: [
                    [("kind", .text("ecko")), ("url", .text("x"))],
                    [("kind", .text("echo")), ("wrod", .text("x"))],
                    [("kind", .text("length")), ("mode", .text("shadwo"))],
                ], result: [[("kind", .text("echo"))]]))
        #expect(
            faults.map(\.description) == [
                "rules/pipeline.yaml:2:9: There is no stage of kind \"ecko\" here. "
                    + "Did you mean \"echo\"?",
                "rules/pipeline.yaml:3:15: Stage \"echo\" has no key \"wrod\". "
                    + "Did you mean \"word\"?",
                "rules/pipeline.yaml:4:19: \"mode\" cannot be \"shadwo\". "
                    + "Write enforce or shadow. Did you mean \"shadow\"?",
                "rules/pipeline.yaml:6:9: There is no stage of kind \"echo\" here. "
                    + "Write one of shout.",
            ])
    }

    @Test("values out of range, missing kinds and names given twice are refused")
    func bad() {
        let faults = faults(
            PipelineFile.node(request: [
                [("kind", .text("echo")), ("count", .text("10"))],
                [("name", .text("nameless"))],
                [("kind", .text("echo"))],
                [("kind", .text("length")), ("timeout", .text("2"))],
            ]))
        #expect(faults.map(\.line) == [2, 3, 4, 5])
        #expect(
            faults.map(\.message) == [
                "\"count\" cannot be \"10\".", "Stage \"nameless\" has no \"kind\".",
                "Two stages are named \"echo\".", "\"timeout\" cannot be \"2\".",
            ])
        #expect(faults.allSatisfy { !$0.remedy.isEmpty })
    }

    @Test("a list that is none, and a third list, are refused")
    func shapes() {
        let node = ConfigNode(
            .mapping([
                ConfigPair("request", ConfigNode(.text("echo"))),
                ConfigPair("reqest", ConfigNode(.list([]))),
            ]))
        #expect(
            Set(faults(node).map(\.message)) == [
                "\"request\" is a text.", "The pipeline has no key \"reqest\".",
            ])
        #expect(faults(ConfigNode(.list([]))).map(\.message) == ["The pipeline is a list."])
    }

    @Test("files can be checked where no stage can be built")
    func checkedOnly() throws {
        let dry = StageRegistry(
            request: [StageEntry("echo", Echo.Settings.self, make: nil)], result: [],
            standardRequest: ["echo"], standardResult: [], time: ManualTime(), log: silent)
        let lineup = try dry.lineup(from: nil, file: "f", reusing: nil).get()
        #expect(lineup.plan.request.map(\.name) == ["echo"])
        #expect(lineup.request.stageNames.isEmpty)
    }
}
