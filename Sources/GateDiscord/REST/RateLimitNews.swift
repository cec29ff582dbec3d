import GateCore

/// What an answer says about rate limits.
///
/// Source: Discord's API documentation, "Rate Limits". Everything is clamped: an answer
/// may hold anything.
struct RateLimitNews: Hashable, Sendable {
    /// In seconds. No wait is longer, whatever an answer says.
    static let longestWait = 3600.0
    /// When the front door is closed and nothing says for how long.
    private static let closedDoorWait = Duration.seconds(300)

    var bucket: String?
    var limit: Int?
    var remaining: Int?
    /// Until the bucket's window ends.
    var resetAfter: Duration?
    /// For a 429: how long to wait.
    var retryAfter: Duration?
    /// For a 429: whether everything has to wait, not this bucket alone.
    var isGlobal = false
    /// For a 429: whether it counts towards the ban at 10,000 invalid answers.
    var isShared = false
    /// Whether the request was turned away before it reached Discord's API (Cloudflare's
    /// error 1015 and the like), which concerns everything this address sends.
    var isFrontDoor = false

    /// Nothing known.
    init() {}

    /// Reads the headers and, of a 429, the body: its `retry_after` has fractions.
    init(_ answer: HTTPAnswer) {
        bucket = answer.header("X-RateLimit-Bucket").map { String($0.prefix(128)) }
        limit = Self.count(answer.header("X-RateLimit-Limit"))
        remaining = Self.count(answer.header("X-RateLimit-Remaining"))
        resetAfter = Self.duration(answer.header("X-RateLimit-Reset-After"))
        isFrontDoor = Self.isFrontDoor(answer)
        guard answer.status == 429 else {
            if isFrontDoor { retryAfter = asked(answer) ?? Self.closedDoorWait }
            return
        }
        let scope = answer.header("X-RateLimit-Scope")
        let body = DiscordJSON.decode(answer.body)
        isShared = scope == "shared"
        // No bucket and no JSON concerns more than one bucket, whoever says it.
        isGlobal =
            scope == "global" || answer.header("X-RateLimit-Global") != nil
            || body?["global"]?.bool == true || (bucket == nil && body == nil)
        retryAfter =
            Self.duration(body?["retry_after"]) ?? asked(answer)
            ?? (isFrontDoor ? Self.closedDoorWait : .seconds(1))
    }

    private func asked(_ answer: HTTPAnswer) -> Duration? {
        Self.duration(answer.header("Retry-After")) ?? resetAfter
    }

    /// Discord's API refuses in JSON; Cloudflare before it in HTML or bare text.
    private static func isFrontDoor(_ answer: HTTPAnswer) -> Bool {
        guard answer.status == 429 || answer.status == 403,
            DiscordJSON.decode(answer.body)?.object == nil
        else { return false }
        if answer.header("CF-Mitigated") != nil { return true }
        let words = String(decoding: answer.body.prefix(4096), as: UTF8.self).lowercased()
        return ["error code: 1015", "cloudflare", "cf-error", "you are being rate limited</"]
            .contains { words.contains($0) }
    }

    /// Seconds, with or without a fraction, as a header or a body has them.
    static func duration(_ text: String?) -> Duration? {
        text.flatMap(Double.init).flatMap(duration(seconds:))
    }

    private static func duration(_ value: JSONValue?) -> Duration? {
        switch value {
        case .double(let seconds): duration(seconds: seconds)
        case .int(let seconds): duration(seconds: Double(seconds))
        default: nil
        }
    }

    private static func duration(seconds: Double) -> Duration? {
        guard seconds.isFinite, seconds >= 0 else { return nil }
        return .seconds(min(seconds, longestWait))
    }

    private static func count(_ text: String?) -> Int? {
        text.flatMap(Int.init).flatMap { $0 >= 0 ? $0 : nil }
    }
}
