import GateCore
import GateTestKit
import Testing
import Tracing

@testable import GateTelemetry

@Suite("Traces")
struct TraceTests {
    private static let header = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    private let queue = SpanQueue()
    private let book = TraceBook()
    private var tracer: GatewayTracer { GatewayTracer(queue, random: SeededRandom(seed: 3)) }

    @Test("reads and writes traceparent")
    func parent() throws {
        let place = try #require(TraceParent(Self.header))
        #expect(place.text == Self.header)
        #expect(place.traceID == "0af7651916cd43dd8448eb211c80319c")
        #expect(place.spanID == "b7ad6b7169203331")
        #expect(place.isSampled)
        // A version to come may say more.
        #expect(TraceParent("01" + Self.header.dropFirst(2) + "-more")?.traceID == place.traceID)
    }

    @Test(
        "ignores what is no traceparent",
        arguments: [
            "", "00", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
            "00-00000000000000000000000000000000-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
            "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
            "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
            "00-0af7651916cd43dd8448eb211c80319g-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319-b7ad6b71692033310-01",
        ])
    func ignores(_ text: String) { #expect(TraceParent(text) == nil) }

    private var incoming: ServiceContext {
        var context = ServiceContext.topLevel
        context.traceParent = TraceParent(Self.header)
        return context
    }

    @Test("a span goes on with the caller's trace, and one without begins its own")
    func spans() throws {
        let tracer = tracer
        let child = tracer.startSpan("child", context: incoming, ofKind: .server)
        child.attributes["status"] = 200
        child.end()
        child.end()
        tracer.startSpan("root", context: .topLevel).end()
        let spans = queue.take(10)
        #expect(spans.map(\.name) == ["child", "root"])
        #expect(spans[0].place.traceID == "0af7651916cd43dd8448eb211c80319c")
        #expect(spans[0].parent.map(TraceParent.hex) == "b7ad6b7169203331")
        #expect(spans[0].json["attributes"]?[0]?["value"]?["intValue"]?.string == "200")
        #expect(spans[0].json["kind"]?.int == 2)
        #expect(spans[1].parent == nil)
        #expect(spans[1].place.traceID != spans[0].place.traceID)
    }

    @Test("a caller that does not sample is not exported, and its trace goes on")
    func unsampled() throws {
        var context = ServiceContext.topLevel
        context.traceParent = TraceParent(Self.header.dropLast() + "0")
        let span = tracer.startSpan("quiet", context: context)
        span.end()
        #expect(queue.take(10).isEmpty)
        #expect(span.context.traceParent?.text.hasSuffix("-00") == true)
    }

    @Test("too many spans are dropped and counted")
    func bounded() {
        let tracer = tracer
        for _ in 0..<(SpanQueue.room + 3) { tracer.startSpan("x", context: .topLevel).end() }
        #expect(queue.dropped == 3)
    }

    @Test("calls carry the trace on, in place of what was there")
    func calls() async throws {
        let transport = HeardCalls()
        let traced = TracedTransport(transport, tracer, book)
        _ = try await ServiceContext.$current.withValue(incoming) {
            try await traced.send(
                HTTPCall("POST", "http://x/", headers: [(name: "TraceParent", value: "old")]))
        }
        let sent = transport.headers.filter { $0.name.lowercased() == "traceparent" }
        #expect(sent.count == 1)
        #expect(sent[0].value.hasPrefix("00-0af7651916cd43dd8448eb211c80319c-"))
        #expect(!sent[0].value.contains("b7ad6b7169203331"))
    }

    @Test("what is done for a task later goes on with the trace that it came with")
    func later() throws {
        let observer = TracingObserver(tracer, book)
        ServiceContext.$current.withValue(incoming) { observer.note(.admitted("t1")) }
        CurrentTask.$id.withValue("t1") {
            observer.note(.dispatch(.imagine, .taken, took: .milliseconds(5)))
        }
        let span = try #require(queue.take(1).first)
        #expect(span.name == "dispatch imagine")
        #expect(span.place.traceID == "0af7651916cd43dd8448eb211c80319c")
        #expect(span.end - span.start == 5_000_000)
    }
}
