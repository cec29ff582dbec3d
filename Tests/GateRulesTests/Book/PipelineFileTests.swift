import Foundation
import GateCore
import GateTestKit
import Logging
import Testing

@testable import GateRules

/// `rules/pipeline.yaml` takes effect with the rules, or not at all.
@Suite("The pipeline's file")
struct PipelineFileTests {
    private let time = ManualTime()
    private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func registry() -> StageRegistry {
        StageRegistry(
            request: [
                StageEntry("length", NoSettings.self) { _ in LengthStage() },
                StageEntry("banned_words", NoSettings.self) { _ in BannedWordsStage() },
            ], result: [], standardRequest: ["length", "banned_words"], standardResult: [],
            time: time, log: log)
    }

    private func book(_ folder: TestFolder) throws -> RuleBook {
        try RuleBook(
            RuleLocations(bannedWords: folder.path("words.txt"), rules: folder.path("rules")),
            stages: registry(), dataDirectory: folder.path("data"), watcher: ScriptedWatcher(),
            time: time, log: log)
    }

    private func folder(_ pipeline: String?) throws -> TestFolder {
        let folder = try TestFolder()
        try folder.write("words.txt", "blood")
        try FileManager.default.createDirectory(
            atPath: folder.path("rules"), withIntermediateDirectories: true)
        if let pipeline { try folder.write("rules/pipeline.yaml", pipeline) }
        return folder
    }

    @Test("orders the stages; without it the standard order judges")
    func orders() async throws {
        let folder = try folder(nil)
        let book = try self.book(folder)
        #expect(book.inForce().stages.request.stageNames == ["length", "banned_words"])
        let before = book.inForce().rules.revision
        try folder.write("rules/pipeline.yaml", "request: [{ kind: banned_words, name: words }]\n")
        #expect(await book.reload().state == .synced)
        #expect(book.inForce().stages.request.stageNames == ["words"])
        #expect(book.inForce().rules.revision != before)
    }

    @Test("a bad one leaves rules and stages as they were, and says where and what")
    func bad() async throws {
        let folder = try folder("request:\n  - { kind: length }\n")
        let book = try self.book(folder)
        try folder.write("words.txt", "nude")
        try folder.write("rules/pipeline.yaml", "request:\n  - kind: lenght\n    mood: shadow\n")
        let status = await book.reload()
        #expect(status.state == .degraded)
        let path = folder.path("rules/pipeline.yaml")
        #expect(
            status.rejected.map(\.description) == [
                "\(path):2:11: There is no stage of kind \"lenght\" here. Did you mean \"length\"?"
            ])
        #expect(book.inForce().stages.request.stageNames == ["length"])
        #expect(book.current().judge("blood", tenant: nil).action == .block)
        #expect(book.current().judge("nude", tenant: nil).action == .allow)
    }

    @Test("broken YAML is told with its place")
    func syntax() async throws {
        let folder = try folder("request: [\n")
        #expect(throws: RuleFaults.self) { try self.book(folder) }
        try folder.write("rules/pipeline.yaml", "request: []\n")
        let book = try self.book(folder)
        try folder.write("rules/pipeline.yaml", "request: {{\n")
        let status = await book.reload()
        #expect(status.rejected.first?.file == folder.path("rules/pipeline.yaml"))
        #expect((status.rejected.first?.line ?? 0) > 0)
    }

    @Test("a rollback brings the stages of that revision back, over a restart too")
    func rollback() async throws {
        let folder = try folder("request: [{ kind: length }]\n")
        let book = try self.book(folder)
        let first = book.current().revision
        try folder.write("rules/pipeline.yaml", "request: [{ kind: banned_words }]\n")
        _ = await book.reload()
        #expect(book.inForce().stages.request.stageNames == ["banned_words"])
        _ = try await book.rollback(to: first)
        #expect(book.inForce().stages.request.stageNames == ["length"])
        let restarted = try self.book(folder)
        #expect(restarted.inForce().stages.request.stageNames == ["length"])
    }

    @Test("lint tells of it too")
    func inspected() throws {
        let folder = try folder("request:\n  - { kind: length, colour: red }\n")
        let inspection = RuleInspection(
            RuleLocations(bannedWords: folder.path("words.txt"), rules: folder.path("rules")),
            stages: registry())
        #expect(inspection.faults.map(\.line) == [2])
    }
}
