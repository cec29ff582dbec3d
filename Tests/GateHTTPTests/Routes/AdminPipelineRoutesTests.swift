import GateCore
import GateTestKit
import HTTPTypes
import Logging
import Testing

@testable import GateHTTP

@Suite("The pipeline for operators")
struct AdminPipelineRoutesTests {
    @Test("shows every place with its settings; for admins only")
    func shown() async throws {
        var bench = try await Bench()
        let registry = StageRegistry(
            request: [StageEntry("length", NoSettings.self) { _ in LengthStage() }], result: [],
            standardRequest: ["length"], standardResult: [], time: ManualTime(),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let lineup = try registry.lineup(from: nil, file: "f", reusing: nil).get()
        bench.rules = FixedRuleSource(LiteralRules([]), lineup: lineup)
        let reply = try await bench.call(.get, "/v1/admin/pipeline", key: "admin")
        #expect(try reply["request"]?[0]?["kind"] == "length")
        #expect(try reply["request"]?[0]?["timeout_ms"] == 2000)
        #expect(try reply["request"]?[0]?["mode"] == "enforce")
        #expect(try reply["request"]?[0]?["standing"] == .null)
        #expect(try reply["revision"] == "test")
        #expect(try await bench.call(.get, "/v1/admin/pipeline").status == 403)
    }
}
