import NIOHTTP1

/// One call that the server knows.
struct Route: Sendable {
    /// What a fault ordered over `/_control` calls it.
    let name: String
    let method: HTTPMethod
    /// The path's parts; one that begins with `:` stands for any.
    let pattern: [String]
    /// The longest body it reads, in bytes.
    var bodyLimit: Int
    /// Whether it stands under `/api/v9` and `/api/v10`, and so needs a token and counts
    /// against rate limits.
    let isAPI: Bool
    /// Whether anyone may call it all the same: it gives nothing away.
    var isPublic = false
    let handle: @Sendable (Request) async throws -> Answer

    /// A call under `/api/v9` and `/api/v10`.
    static func api(
        _ name: String, _ method: HTTPMethod, _ path: String, bodyLimit: Int = 64 << 10,
        handle: @escaping @Sendable (Request) async throws -> Answer
    ) -> Route {
        Route(
            name: name, method: method, pattern: RequestTarget(path).segments,
            bodyLimit: bodyLimit, isAPI: true, handle: handle)
    }

    /// This call without the need for a token, and so without rate limits.
    var open: Route {
        var route = self
        route.isPublic = true
        return route
    }

    /// A call outside the API, open to everyone.
    static func open(
        _ name: String, _ method: HTTPMethod, _ path: String, bodyLimit: Int = 64 << 10,
        handle: @escaping @Sendable (Request) async throws -> Answer
    ) -> Route {
        Route(
            name: name, method: method, pattern: RequestTarget(path).segments,
            bodyLimit: bodyLimit, isAPI: false, handle: handle)
    }

    /// What stands for the pattern's `:name` parts; nil when the path is another.
    func parameters(in segments: [String]) -> [String: String]? {
        guard segments.count == pattern.count else { return nil }
        var parameters: [String: String] = [:]
        for (part, segment) in zip(pattern, segments) {
            if part.hasPrefix(":") {
                parameters[String(part.dropFirst())] = segment
            } else if part != segment {
                return nil
            }
        }
        return parameters
    }

    /// The name of its rate limit bucket for these parameters: Discord counts per route
    /// and per channel or guild.
    func bucket(_ parameters: [String: String]) -> String {
        let major = parameters["channel"] ?? parameters["guild"] ?? ""
        return "\(method.rawValue)/\(pattern.joined(separator: "/"))#\(major)"
    }
}
