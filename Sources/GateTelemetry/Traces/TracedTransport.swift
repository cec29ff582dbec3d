import GateCore
import Tracing

/// Calls to other machines with a span each, and `traceparent` on the way. Never for
/// Discord, whose business our traces are not.
public struct TracedTransport: HTTPTransport {
    private let inner: any HTTPTransport
    private let tracer: GatewayTracer
    private let book: TraceBook

    /// - Parameters:
    ///   - inner: makes the calls.
    ///   - tracer: keeps the spans.
    ///   - book: knows the traces of tasks.
    public init(_ inner: any HTTPTransport, _ tracer: GatewayTracer, _ book: TraceBook) {
        self.inner = inner
        self.tracer = tracer
        self.book = book
    }

    public func send(_ call: HTTPCall) async throws -> HTTPAnswer {
        var context = ServiceContext.current ?? .topLevel
        context.traceParent = book.current
        let span = tracer.startSpan("HTTP \(call.method)", context: context, ofKind: .client)
        defer { span.end() }
        var call = call
        call.headers.removeAll { $0.name.lowercased() == TraceParent.header }
        tracer.inject(span.context, into: &call.headers, using: HeaderInjector())
        do {
            let answer = try await inner.send(call)
            span.updateAttributes { attributes in
                attributes["http.request.method"] = call.method
                attributes["http.response.status_code"] = answer.status
            }
            if answer.status >= 400 { span.setStatus(SpanStatus(code: .error)) }
            return answer
        } catch {
            span.setStatus(SpanStatus(code: .error))
            throw error
        }
    }

    private struct HeaderInjector: Injector {
        func inject(
            _ value: String, forKey key: String,
            into carrier: inout [(name: String, value: String)]
        ) {
            carrier.append((name: key, value: value))
        }
    }
}
