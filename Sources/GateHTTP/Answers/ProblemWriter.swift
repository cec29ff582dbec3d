import GateCore
import HTTPTypes
import Hummingbird
import Logging

/// Writes the answer to whatever a route threw. What is not meant for callers is logged
/// with the request's id and told as a bare 500.
struct ProblemWriter: Sendable {
    /// Whether application errors are answered with 200, as `midjourney-api` does.
    let seedStatus: Bool
    /// What the answer tells of the caller's rate limit.
    let pace: PaceHeaders

    /// The answer to `error`.
    func response(to error: any Error, context: EdgeContext) -> Response {
        var context = context
        var cause = error
        if let error = error as? CallerError {
            cause = error.cause
            context.authenticated = error.caller
            context.logger[metadataKey: "tenant"] = "\(error.caller.tenant.id)"
        }
        let document = document(for: cause, context: context)
        if document.status >= 500 {
            context.logger.notice(
                "answered with a problem",
                metadata: [
                    "status": "\(document.status)", "route": "\(context.endpointPath ?? "")",
                    "code": "\(document.code.map { "\($0.rawValue)" } ?? "none")",
                ])
        }
        var response = ErrorDialect(route: context.endpointPath).response(
            to: document, requestID: context.requestID, seedStatus: seedStatus
        ).response
        if let caller = context.authenticated {
            pace.add(to: &response.headers, for: caller)
        }
        return response
    }

    private func document(for error: any Error, context: EdgeContext) -> ProblemDocument {
        switch error {
        case let problem as Problem:
            return document(problem, context.authenticated?.tenant.explain ?? .category)
        case let error as StoreError: return document(storeProblem(error, context), .category)
        case let error as WrongMethod: return document(error)
        case let error as HTTPError where error.status == .notFound:
            return document(Problem(.notFound, "There is no such path."), .category)
        default:
            context.logger.error("a route failed", metadata: ["error": "\(error)"])
            return ProblemDocument(
                type: "about:blank", title: "Internal Server Error", status: 500,
                detail: "The gateway failed at this request; its log names it \(context.requestID)."
            )
        }
    }

    private func document(_ problem: Problem, _ explain: ExplainMode) -> ProblemDocument {
        var document = ProblemDocument(
            type: problem.code.type, title: problem.code.title, status: problem.code.status,
            detail: problem.detail, code: problem.code, faults: problem.fields)
        if !problem.fields.isEmpty {
            document.extensions.append(("errors", .list(problem.fields.map(\.json))))
        }
        if problem.code == .bannedPrompt || !problem.matches.isEmpty {
            document.extensions.append(("matches", problem.matches.json(explain)))
        }
        if let prompt = problem.rewrittenPrompt {
            document.extensions += [("rewritten", .flag(true)), ("prompt", .text(prompt))]
        }
        if problem.code.status == 429 { document.extensions += spentLimits(problem) }
        if let revision = problem.revision {
            document.extensions.append(("revision", .text(revision)))
        }
        document.headers = headers(problem)
        return document
    }

    /// Which limits are spent, and when to come again to the millisecond: `Retry-After`
    /// has whole seconds alone.
    ///
    /// Source: draft-ietf-httpapi-ratelimit-headers-10, section 5.1.
    private func spentLimits(_ problem: Problem) -> [(name: String, value: OrderedJSON)] {
        let fallback = problem.code == .quotaSpent ? "quota" : "tenant"
        let names = problem.policies.isEmpty ? [fallback] : problem.policies
        let wait = problem.retryAfter.map { wait in
            let (milliseconds, rest) = wait.attoseconds.quotientAndRemainder(
                dividingBy: 1_000_000_000_000_000)
            return Int(clamping: milliseconds + (rest > 0 ? 1 : 0))
        }
        return [("violated-policies", .list(names.map { .text($0) }))]
            + (wait.map { [("retry_after_ms", .number($0))] } ?? [])
    }

    private func headers(_ problem: Problem) -> HTTPFields {
        switch problem.code.status {
        case 401: [.wwwAuthenticate: "Bearer"]
        case 403:
            problem.retryAfter.map { [.retryAfter: "\($0.retryAfterSeconds)"] } ?? [:]
        case 429, 503: [.retryAfter: "\((problem.retryAfter ?? .seconds(1)).retryAfterSeconds)"]
        default: [:]
        }
    }

    private func document(_ error: WrongMethod) -> ProblemDocument {
        let allowed = error.allowed.joined(separator: ", ")
        return ProblemDocument(
            type: "urn:promptgate:problem:wrong-method", title: "Wrong method", status: 405,
            detail: "This path takes \(allowed).", code: .notFound, headers: [.allow: allowed])
    }

    /// A store's words are for the log; callers get ours.
    private func storeProblem(_ error: StoreError, _ context: EdgeContext) -> Problem {
        switch error.kind {
        case .notFound: return Problem(.notFound, "There is no such record.")
        case .conflict:
            return Problem(.conflict, "Another record has this name, or changed meanwhile.")
        case .unavailable:
            context.logger.error("store unavailable", metadata: ["error": "\(error)"])
            return Problem(
                .couldNotJudge, "The gateway cannot reach its records now; try again later.",
                retryAfter: .seconds(1))
        }
    }
}

extension FieldFault {
    fileprivate var json: OrderedJSON {
        let fault: OrderedJSON = ["field": .text(field), "reason": .text(reason)]
        guard let span else { return fault }
        return fault.adding(["span": .list(span.map { .number($0) })])
    }
}
