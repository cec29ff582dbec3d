import GateTelemetry
import Logging
import Synchronization
import Testing

@Suite("Metadata that is kept until there is a line")
struct LazyLogHandlerTests {
    @Test("is told with each line, and what is said nearest to the line counts")
    func isTold() {
        let lines = HeardLines()
        var log = Logger(label: "test") { _ in LazyLogHandler(RecordingHandler(lines: lines)) }
        log.info("plain")
        log[metadataKey: "request"] = "r1"
        log[metadataKey: "tenant"] = "a"
        log.info("one")
        log.info("two", metadata: ["tenant": "b"])
        log.debug("not told")
        #expect(
            lines.all == [
                ["plain"], ["one", "request=r1", "tenant=a"], ["two", "request=r1", "tenant=b"],
            ])
        #expect(log[metadataKey: "request"] == "r1")
    }
}

private final class HeardLines: Sendable {
    private let lines = Mutex<[[String]]>([])

    var all: [[String]] { lines.withLock { $0 } }

    func add(_ line: [String]) { lines.withLock { $0.append(line) } }
}

/// Writes down lines, and fails when it is asked to keep metadata.
private struct RecordingHandler: LogHandler {
    let lines: HeardLines
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set { Issue.record("\(key) was set") }
    }

    func log(event: LogEvent) {
        let facts = (event.metadata ?? [:]).map { "\($0)=\($1)" }.sorted()
        lines.add(["\(event.message)"] + facts)
    }
}
