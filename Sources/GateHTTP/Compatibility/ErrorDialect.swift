import GateCore
import HTTPTypes

/// How a call's errors are written: as the clients of that API read them.
enum ErrorDialect: Sendable {
    /// RFC 9457, as everywhere but at the calls of other APIs.
    case problem
    /// `{"error":{"message","type","param","code"}}`.
    case openAI
    /// `{"error":{"code","message","status","details"}}`.
    case google

    /// The dialect of a route.
    /// - Parameter route: its pattern; nil when no route has the path.
    init(route: String?) {
        switch route {
        case OpenAIModerationRoutes.path: self = .openAI
        case PerspectiveRoutes.path: self = .google
        default: self = .problem
        }
    }

    /// The answer that `document` becomes.
    ///
    /// - Parameters:
    ///   - requestID: names this occurrence.
    ///   - seedStatus: whether codes that the seed answered with 200 are answered so; never
    ///     to clients that know the seed as little as it knew them.
    func response(
        to document: ProblemDocument, requestID: String, seedStatus: Bool
    ) -> JSONResponse {
        let body: OrderedJSON
        switch self {
        case .problem: return document.response(requestID: requestID, seedStatus: seedStatus)
        case .openAI: body = Self.openAIBody(document)
        case .google: body = Self.googleBody(document)
        }
        return JSONResponse(
            body, status: HTTPResponse.Status(code: document.status), headers: document.headers)
    }

    // MARK: OpenAI

    /// Source: openai-openapi of 2026-08-21, ErrorResponse.
    private static func openAIBody(_ document: ProblemDocument) -> OrderedJSON {
        let (type, code) = openAIKind(document)
        return [
            "error": [
                "message": .text(document.detail), "type": .text(type),
                "param": .text(document.faults.first?.field), "code": .text(code),
            ]
        ]
    }

    private static func openAIKind(
        _ document: ProblemDocument
    ) -> (type: String, code: String?) {
        switch (document.status, document.code) {
        case (401, _): ("invalid_request_error", "invalid_api_key")
        case (403, _): ("permission_error", "permission_denied")
        case (404, _): ("invalid_request_error", "not_found")
        case (405, _): ("invalid_request_error", "method_not_supported")
        case (413, _): ("invalid_request_error", "request_too_large")
        case (429, .quotaSpent): ("insufficient_quota", "insufficient_quota")
        case (429, _): ("requests", "rate_limit_exceeded")
        case (500..., _): ("server_error", document.code.map { slug($0) })
        default: ("invalid_request_error", document.faults.isEmpty ? nil : "invalid_value")
        }
    }

    private static func slug(_ code: ProblemCode) -> String {
        code.title.lowercased().replacing(" ", with: "_")
    }

    // MARK: Google

    /// Source: Google's API design guide, "Errors"; google.rpc.Status and BadRequest.
    private static func googleBody(_ document: ProblemDocument) -> OrderedJSON {
        var error: OrderedJSON = [
            "code": .number(document.status), "message": .text(document.detail),
            "status": .text(googleStatus(document.status)),
        ]
        if !document.faults.isEmpty {
            let violations = document.faults.map { fault -> OrderedJSON in
                ["field": .text(fault.field), "description": .text(fault.reason)]
            }
            error = error.adding([
                "details": [
                    [
                        "@type": "type.googleapis.com/google.rpc.BadRequest",
                        "fieldViolations": .list(violations),
                    ]
                ]
            ])
        }
        return ["error": error]
    }

    private static func googleStatus(_ status: Int) -> String {
        switch status {
        case 401: "UNAUTHENTICATED"
        case 403: "PERMISSION_DENIED"
        case 404: "NOT_FOUND"
        case 405: "UNIMPLEMENTED"
        case 409: "ABORTED"
        case 429: "RESOURCE_EXHAUSTED"
        case 502, 503: "UNAVAILABLE"
        case 500...: "INTERNAL"
        default: "INVALID_ARGUMENT"
        }
    }
}
