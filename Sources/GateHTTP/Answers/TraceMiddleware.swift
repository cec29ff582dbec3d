import HTTPTypes
import Hummingbird
import Tracing

/// Gives every request its place in a trace: the caller's, when it sent a `traceparent`.
///
/// Hummingbird's own would write down paths and queries, which hold what callers wrote.
struct TraceMiddleware: RouterMiddleware {
    let tracer: any Tracer

    func handle(
        _ request: Request, context: EdgeContext,
        next: (Request, EdgeContext) async throws -> Response
    ) async throws -> Response {
        var trace = ServiceContext.topLevel
        tracer.extract(request.headers, into: &trace, using: HeaderExtractor())
        let span = tracer.startSpan("HTTP", context: trace, ofKind: .server)
        defer { span.end() }
        let response = try await ServiceContext.$current.withValue(span.context) {
            try await next(request, context)
        }
        guard span.isRecording else { return response }
        let route = context.endpointPath ?? "none"
        span.operationName = "\(request.method.rawValue) \(route)"
        span.updateAttributes { attributes in
            attributes["http.request.method"] = request.method.rawValue
            attributes["http.route"] = route
            attributes["http.response.status_code"] = response.status.code
        }
        if response.status.code >= 500 { span.setStatus(SpanStatus(code: .error)) }
        return response
    }

    private struct HeaderExtractor: Extractor {
        func extract(key: String, from carrier: HTTPFields) -> String? {
            // More than one cannot be told apart, and counts as none.
            HTTPField.Name(key).flatMap { name in
                let values = carrier[values: name]
                return values.count == 1 ? values[0] : nil
            }
        }
    }
}
