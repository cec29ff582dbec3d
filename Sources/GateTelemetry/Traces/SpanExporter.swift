import GateCore
import Logging

/// Sends spans to a collector, as OTLP over HTTP in JSON. What it does not take is dropped
/// and counted, never kept waiting: traces are worth less than memory.
public struct SpanExporter: Sendable {
    private static let pause = Duration.seconds(1)
    private static let batch = 512

    private let queue: SpanQueue
    private let url: String
    private let headers: [(name: String, value: String)]
    private let service: String
    private let transport: any HTTPTransport
    private let time: any Timekeeper
    private let log: Logger

    /// - Parameters:
    ///   - queue: the spans.
    ///   - url: the collector's whole address, as `http://localhost:4318/v1/traces`.
    ///   - headers: sent along, for collectors that ask a key.
    ///   - service: how the gateway calls itself.
    ///   - transport: makes the calls.
    ///   - time: paces them.
    ///   - log: hears when the collector goes away and comes back.
    public init(
        _ queue: SpanQueue, to url: String, headers: [(name: String, value: String)] = [],
        service: String, transport: any HTTPTransport, time: any Timekeeper, log: Logger
    ) {
        self.queue = queue
        self.url = url
        self.headers = headers
        self.service = service
        self.transport = transport
        self.time = time
        self.log = log
    }

    /// Exports until the task is cancelled, and once more then.
    /// - Throws: `CancellationError`.
    public func run() async throws {
        var isFailing = false
        do {
            while true {
                try await time.sleep(for: Self.pause)
                isFailing = await exportAll(wasFailing: isFailing)
            }
        } catch {
            // A task of its own: this one is cancelled.
            await Task { _ = await exportAll(wasFailing: isFailing) }.value
            throw error
        }
    }

    /// - Returns: whether the collector does not take them.
    private func exportAll(wasFailing: Bool) async -> Bool {
        var isFailing = wasFailing
        while case let spans = queue.take(Self.batch), !spans.isEmpty {
            let fault = await export(spans)
            if let fault {
                queue.drop(spans.count)
                if !isFailing { log.warning("traces are lost", metadata: ["error": "\(fault)"]) }
            } else if isFailing {
                log.notice("traces are taken again")
            }
            isFailing = fault != nil
            if isFailing { break }
        }
        return isFailing
    }

    /// - Returns: why they were not taken; nil when they were.
    private func export(_ spans: [FinishedSpan]) async -> String? {
        let call = HTTPCall(
            "POST", url, headers: headers + [(name: "content-type", value: "application/json")],
            body: Array(body(spans).utf8), timeout: .seconds(5), maxAnswerBytes: 1 << 20)
        do {
            let answer = try await transport.send(call)
            return (200..<300).contains(answer.status) ? nil : "status \(answer.status)"
        } catch {
            return "\(error)"
        }
    }

    private func body(_ spans: [FinishedSpan]) -> String {
        let resource: JSONValue = [
            "attributes": [["key": "service.name", "value": ["stringValue": .string(service)]]]
        ]
        let scope: JSONValue = [
            "scope": ["name": "promptgate"], "spans": .array(spans.map(\.json)),
        ]
        let json: JSONValue = ["resourceSpans": [["resource": resource, "scopeSpans": [scope]]]]
        return json.text
    }
}
