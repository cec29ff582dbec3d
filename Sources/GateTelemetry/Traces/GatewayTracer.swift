import GateCore
import Tracing

/// The tracer of swift-distributed-tracing that the gateway brings along: W3C `traceparent`
/// in and out. Spans are kept only where a collector is named.
public struct GatewayTracer: Tracer {
    public typealias Span = GatewaySpan

    private let queue: SpanQueue?
    private let random: any RandomSource

    /// - Parameters:
    ///   - queue: takes what is to be exported; nil where nothing is.
    ///   - random: names traces and spans.
    public init(_ queue: SpanQueue?, random: any RandomSource) {
        self.queue = queue
        self.random = random
    }

    /// Whether spans are exported.
    var isRecording: Bool { queue != nil }

    public func startSpan<Instant: TracerInstant>(
        _ operationName: String, context: @autoclosure () -> ServiceContext,
        ofKind kind: SpanKind, at instant: @autoclosure () -> Instant, function: String,
        file fileID: String, line: UInt
    ) -> GatewaySpan {
        let context = context()
        let parent = context.traceParent
        let place = next(after: parent)
        return GatewaySpan(
            operationName, place, in: context, parent: parent?.span, kind: kind,
            start: queue == nil ? 0 : instant().nanosecondsSinceEpoch,
            queue: place.isSampled ? queue : nil)
    }

    /// Keeps a span that is over already.
    func keep(
        _ name: String, after parent: TraceParent?, kind: SpanKind = .internal,
        took: Duration, attributes: [String: JSONValue], isError: Bool = false
    ) {
        guard let queue else { return }
        let place = next(after: parent)
        guard place.isSampled else { return }
        let end = DefaultTracerClock.now.nanosecondsSinceEpoch
        queue.add(
            FinishedSpan(
                place: place, parent: parent?.span, name: name, kind: kind,
                start: end - UInt64(max(0, took.microseconds)) * 1000, end: end,
                attributes: attributes, isError: isError))
    }

    private func next(after parent: TraceParent?) -> TraceParent {
        // All zeros mean nothing there.
        TraceParent(
            trace: parent?.trace ?? (random.next(), random.next() | 1), span: random.next() | 1,
            isSampled: parent?.isSampled ?? true)
    }

    /// Nothing to do: the exporter comes by itself.
    public func forceFlush() {}

    public func extract<Carrier, Extract: Extractor>(
        _ carrier: Carrier, into context: inout ServiceContext, using extractor: Extract
    ) where Extract.Carrier == Carrier {
        guard let text = extractor.extract(key: TraceParent.header, from: carrier) else { return }
        context.traceParent = TraceParent(text)
    }

    public func inject<Carrier, Inject: Injector>(
        _ context: ServiceContext, into carrier: inout Carrier, using injector: Inject
    ) where Inject.Carrier == Carrier {
        guard let place = context.traceParent else { return }
        injector.inject(place.text, forKey: TraceParent.header, into: &carrier)
    }
}
