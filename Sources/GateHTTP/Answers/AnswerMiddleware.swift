import GateCore
import HTTPTypes
import Hummingbird
import Logging

/// The outermost layer: names every request, turns every error into a problem document,
/// and puts the headers on that every answer has.
struct AnswerMiddleware: RouterMiddleware {
    let problems: ProblemWriter
    /// Names requests.
    let names: RequestNames
    /// Measures them, for the log.
    let time: any Timekeeper
    /// Counts and times them.
    let observer: any Observer

    func handle(
        _ request: Request, context: EdgeContext,
        next: (Request, EdgeContext) async throws -> Response
    ) async throws -> Response {
        let start = time.now()
        var context = context
        context.requestID = names.next()
        context.logger[metadataKey: "request"] = "\(context.requestID)"
        var response: Response
        do {
            response = try await next(request, context)
        } catch let lost as BodyLost {
            throw lost.cause
        } catch {
            response = problems.response(to: error, context: context)
        }
        response.headers[.requestID] = context.requestID
        response.headers[.xContentTypeOptions] = "nosniff"
        // Answers hold prompts and secrets; no cache may keep them.
        response.headers[.cacheControl] = "no-store"
        note(request, response, context, took: time.now() - start)
        return response
    }

    /// Methods come from callers, and each would be a metric of its own.
    private static let methods: Set<HTTPRequest.Method> = [
        .get, .head, .post, .put, .patch, .delete, .options, .trace,
    ]

    /// Hummingbird has a word in the place of the pattern where there is no route.
    private static func pattern(_ path: String?) -> String {
        path.flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "none"
    }

    /// The route's pattern and not the path: paths and queries hold what callers wrote.
    private func note(
        _ request: Request, _ response: Response, _ context: EdgeContext, took: Duration
    ) {
        observer.note(
            .request(
                method: Self.methods.contains(request.method) ? request.method.rawValue : "other",
                route: Self.pattern(context.endpointPath), status: response.status.code, took: took)
        )
        context.logger.debug(
            "answered",
            metadata: [
                "method": "\(request.method.rawValue)", "route": "\(context.endpointPath ?? "")",
                "status": "\(response.status.code)", "microseconds": "\(took.microseconds)",
            ])
    }
}

extension HTTPField.Name {
    /// `x-request-id`
    static let requestID = known("x-request-id")
    /// `x-next-cursor`: where an export's next page begins.
    static let nextCursor = known("x-next-cursor")

    /// `x-end-user`: the tenant's own user on whose behalf it calls.
    static let endUser = known("x-end-user")
    /// `x-api-key`: a key, as the clients of other APIs send theirs.
    static let apiKey = known("x-api-key")
    /// `x-goog-api-key`: the same, from Google's.
    static let googleAPIKey = known("x-goog-api-key")
    /// `ratelimit`: what is left.
    static let rateLimit = known("ratelimit")
    /// `ratelimit-policy`: what is allowed.
    static let rateLimitPolicy = known("ratelimit-policy")

    private static func known(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else {
            preconditionFailure("the names above are tokens as RFC 9110 has them")
        }
        return name
    }
}
