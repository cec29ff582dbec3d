import GateCore
import Logging
import NIOHTTP1

/// Finds the route for a request and calls it, with what Discord does around every call:
/// token, rate limit, faults on demand.
struct Router: Sendable {
    /// A route found for a request.
    struct Match: Sendable {
        let route: Route
        let parameters: [String: String]
    }

    private let routes: [Route]
    private let backstage: Backstage

    /// - Parameters:
    ///   - routes: the calls; the first that fits is taken.
    ///   - backstage: what they work on.
    init(_ routes: [Route], backstage: Backstage) {
        self.routes = routes
        self.backstage = backstage
    }

    /// The route for a request.
    /// - Throws: `DiscordFault` 404 or 405.
    func match(_ request: Request) throws(DiscordFault) -> Match {
        let (segments, isAPI) = Self.withoutAPIPrefix(request.target.segments)
        var isKnown = false
        for route in routes where route.isAPI == isAPI {
            guard let parameters = route.parameters(in: segments) else { continue }
            if route.method == request.method { return Match(route: route, parameters: parameters) }
            isKnown = true
        }
        throw isKnown ? .methodNotAllowed : .notFound
    }

    /// Answers a request whose body has been read.
    func answer(_ request: Request, _ match: Match) async -> Answer {
        let answer = await answerFaults(request, match)
        if match.route.name == "interactions" { record(request, answer) }
        return answer
    }

    private func answerFaults(_ request: Request, _ match: Match) async -> Answer {
        do {
            return match.route.isAPI
                ? try await answerAPI(request, match) : try await call(request, match)
        } catch let fault as DiscordFault {
            return fault.answer
        } catch {
            backstage.log.error("a route failed", metadata: ["error": "\(error)"])
            return DiscordFault.serverError.answer
        }
    }

    private func answerAPI(_ request: Request, _ match: Match) async throws -> Answer {
        let fault = backstage.control.takeFault(on: match.route.name)
        if let fault, !fault.isTaken { return fault.answer }
        let answer = try await answerUnharmed(request, match)
        guard let fault else { return answer }
        answer.afterwards?()
        return fault.answer
    }

    private func answerUnharmed(_ request: Request, _ match: Match) async throws -> Answer {
        if match.route.isPublic { return try await call(request, match) }
        var request = request
        guard
            let account = backstage.accounts.account(
                authorization: request.headers.first(name: "Authorization"))
        else { throw DiscordFault.unauthorized }
        request.account = account
        let bucket = account.id + match.route.bucket(match.parameters)
        let rate = backstage.rates.count(
            bucket, at: backstage.time.now(), limit: backstage.control.tunables.bucketLimit)
        var answer: Answer
        do {
            guard rate.isAllowed else { throw rate.refusal }
            answer = try await call(request, match)
        } catch let fault as DiscordFault {
            answer = fault.answer
        }
        answer.headers += rate.headers(at: backstage.time.wall())
        return answer
    }

    private func call(_ request: Request, _ match: Match) async throws -> Answer {
        var request = request
        request.parameters = match.parameters
        return try await match.route.handle(request)
    }

    /// Keeps an interaction for `GET /_control/interactions`, whatever became of it.
    private func record(_ request: Request, _ answer: Answer) {
        let account = backstage.accounts.account(
            authorization: request.headers.first(name: "Authorization"))
        // A body that is no JSON is kept as text.
        let body =
            (try? JSONValue(parsing: request.body))
            ?? .string(String(decoding: request.body, as: UTF8.self))
        backstage.control.note([
            "at": .string(backstage.time.wall().iso8601), "body": body,
            "status": answer.isWithheld || answer.isCutOff ? .null : .int(Int64(answer.status)),
            "user_id": account.map { .string($0.id) } ?? .null,
        ])
    }

    /// The parts behind `/api/v9` or `/api/v10`, and whether that stood before them.
    private static func withoutAPIPrefix(_ segments: [String]) -> ([String], Bool) {
        guard segments.count > 1, segments[0] == "api", ["v9", "v10"].contains(segments[1])
        else { return (segments, false) }
        return (Array(segments.dropFirst(2)), true)
    }
}
