import GateCore
import GateTelemetry
import Logging

/// What traces need: always a place in them, for logs and for those who are called; spans
/// where a collector is named.
struct Traces: Sendable {
    let tracer: GatewayTracer
    /// Makes spans of what it hears.
    let observer: TracingObserver
    /// Spans that wait; nil where no collector is named.
    let queue: SpanQueue?
    private let book = TraceBook()

    init(_ settings: Settings, random: any RandomSource) {
        queue = settings.tracesURL.map { _ in SpanQueue() }
        tracer = GatewayTracer(queue, random: random)
        observer = TracingObserver(tracer, book)
    }

    /// `inner`, with `traceparent` on every call.
    func transport(_ inner: any HTTPTransport) -> TracedTransport {
        TracedTransport(inner, tracer, book)
    }

    /// Sends the spans; nil where no collector is named.
    func exporter(
        _ settings: Settings, _ transport: any HTTPTransport, time: any Timekeeper, log: Logger
    ) -> SpanExporter? {
        guard let queue, let url = settings.tracesURL else { return nil }
        return SpanExporter(
            queue, to: url, headers: settings.tracesHeaders, service: settings.serviceName,
            transport: transport, time: time, log: log)
    }
}
