/// The `code` of an error answer. 11 to 15 are those of `midjourney-api`.
public enum ProblemCode: Int, Sendable, Codable, CaseIterable {
    case missingVariable = 11
    case retriesSpent = 12
    case badParameters = 13
    case bannedPrompt = 14
    case queueFull = 15
    case rateLimited = 16
    case quotaSpent = 17
    case notAuthenticated = 18
    case notAllowed = 19
    case heldForReview = 20
    case notFound = 21
    case conflict = 22
    case upstreamRefused = 23
    case couldNotJudge = 24
    case tooLarge = 25

    /// The HTTP status that carries this code.
    public var status: Int {
        switch self {
        case .missingVariable, .queueFull, .couldNotJudge: 503
        case .retriesSpent, .upstreamRefused: 502
        case .badParameters: 400
        case .bannedPrompt: 422
        case .rateLimited, .quotaSpent: 429
        case .notAuthenticated: 401
        case .notAllowed: 403
        case .heldForReview: 202
        case .notFound: 404
        case .conflict: 409
        case .tooLarge: 413
        }
    }

    /// RFC 9457's `title`: the same for every occurrence.
    public var title: String {
        switch self {
        case .missingVariable: "Missing variable"
        case .retriesSpent: "Retries spent"
        case .badParameters: "Bad parameters"
        case .bannedPrompt: "Banned prompt"
        case .queueFull: "Queue full"
        case .rateLimited: "Rate limited"
        case .quotaSpent: "Quota spent"
        case .notAuthenticated: "Not authenticated"
        case .notAllowed: "Not allowed"
        case .heldForReview: "Held for review"
        case .notFound: "Not found"
        case .conflict: "Conflict"
        case .upstreamRefused: "Upstream refused"
        case .couldNotJudge: "Could not judge"
        case .tooLarge: "Too large"
        }
    }

    /// RFC 9457's `type`: a name for the kind of problem, not an address to fetch. Spent
    /// limits have the name that all gateways share.
    ///
    /// Source: draft-ietf-httpapi-ratelimit-headers-10, section 5.1.
    public var type: String {
        if status == 429 { return "https://iana.org/assignments/http-problem-types#quota-exceeded" }
        return "urn:promptgate:problem:"
            + title.lowercased().split(separator: " ").joined(separator: "-")
    }
}
