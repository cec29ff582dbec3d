import Curfew
import GateCore
import GateTestKit
import Testing

@Suite struct CurfewStageTests {
    /// A file with one curfew, as `rules/pipeline.yaml` says it.
    private func file(_ settings: [(String, String)]) -> ConfigNode {
        let pairs = [("kind", "curfew")] + settings
        let stage = ConfigNode(.mapping(pairs.map { ConfigPair($0.0, ConfigNode(.text($0.1))) }))
        return ConfigNode(.mapping([ConfigPair("request", ConfigNode(.list([stage])))]))
    }

    private func lineup(
        _ settings: [(String, String)], at hour: Int64
    ) -> Result<StageLineup, StageFaults> {
        let time = ManualTime(wall: Timestamp(milliseconds: hour * 3_600_000))
        let entry = StageEntry(CurfewStage.kind, CurfewStage.Settings.self) {
            CurfewStage($0, time: time)
        }
        return StageRegistry(
            request: [entry], result: [], standardRequest: [], standardResult: [], time: time,
            log: .silent
        ).lineup(from: file(settings), file: "rules/pipeline.yaml", reusing: nil)
    }

    private func judge(_ surface: Surface = .trigger, at hour: Int64) async throws -> Judgement {
        let lineup = try lineup([("from", "22"), ("to", "5")], at: hour).get()
        return try await lineup.request.run(.sample(surface)) { (.accepted, $0) }
    }

    @Test("refuses triggers from the first hour to the last, over midnight", arguments: 0..<24)
    func hours(_ hour: Int) async throws {
        let judgement = try await judge(at: Int64(hour))
        #expect((judgement.problem == nil) == (5..<22).contains(hour))
        if let problem = judgement.problem { #expect(problem.code == .notAllowed) }
    }

    @Test("texts that are only judged pass at any hour")
    func moderation() async throws {
        #expect(try await judge(.moderate, at: 23).problem == nil)
    }

    @Test("bad settings are told with what to write instead")
    func settings() {
        for bad in [[("from", "24"), ("to", "5")], [("from", "3")], [("from", "3"), ("to", "3")]] {
            #expect(throws: StageFaults.self) { try lineup(bad, at: 0).get() }
        }
    }
}
