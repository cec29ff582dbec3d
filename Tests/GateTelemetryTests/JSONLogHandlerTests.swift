import Foundation
import GateCore
import GateTestKit
import Logging
import Synchronization
import Testing

@testable import GateTelemetry

@Suite("JSON log lines")
struct JSONLogHandlerTests {
    private func lines(_ say: (Logger) -> Void) throws -> [[String: Any]] {
        let written = Lines()
        let logger = Logger(label: "gate") { label in
            JSONLogHandler(
                label: label, provider: LogFacts.provider, time: ManualTime(),
                write: { written.add($0) })
        }
        say(logger)
        return try written.all.map { line in
            #expect(line.hasSuffix("\n") && !line.dropLast().contains("\n"))
            let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
            return try #require(value as? [String: Any])
        }
    }

    @Test("a line is one JSON object, whatever is said")
    func escapes() throws {
        let hostile = "a\"b\\c\nd\u{0}\u{1b}[31m\u{2028}é😀"
        let line = try #require(
            lines { $0.warning("\(hostile)", metadata: [hostile: "\(hostile)", "n": ["1", "2"]]) }
                .first)
        #expect(line["message"] as? String == hostile)
        #expect(line["level"] as? String == "warning")
        #expect(line["logger"] as? String == "gate")
        #expect((line["ts"] as? String)?.hasSuffix("Z") == true)
        let metadata = try #require(line["metadata"] as? [String: Any])
        #expect(metadata[hostile] as? String == hostile)
        #expect(metadata["n"] as? [String] == ["1", "2"])
        #expect(line["decision_id"] == nil)
    }

    @Test("a line of a task that judges names the decision")
    func decision() throws {
        let line = try #require(
            lines { log in
                CurrentDecision.$id.withValue(ExchangeID("77")) { log.info("judging") }
            }.first)
        #expect(line["decision_id"] as? String == "77")
        #expect(line["metadata"] == nil)
    }

    @Test("what is said nearest to the line counts")
    func order() throws {
        let line = try #require(
            lines { log in
                var log = log
                log[metadataKey: "a"] = "logger"
                log[metadataKey: "b"] = "logger"
                log.info("x", metadata: ["a": "line"])
            }.first)
        #expect(line["metadata"] as? [String: String] == ["a": "line", "b": "logger"])
    }

    private final class Lines: Sendable {
        private let kept = Mutex<[String]>([])
        var all: [String] { kept.withLock { $0 } }
        func add(_ line: String) { kept.withLock { $0.append(line) } }
    }
}
