import GateCore

/// Counts the answers that Discord holds against an address: at 10,000 of 401, 403 and 429
/// (but for `shared`) in 10 minutes it is shut out. Stops at a twentieth of that.
///
/// Source: Discord's API documentation, "Invalid Request Limit".
struct InvalidAnswers: Sendable {
    static let span = Duration.seconds(600)

    static let usualLimit = 500

    private let limit: Int
    private var times: [Instant] = []

    /// - Parameter limit: how many there may be in 10 minutes.
    init(limit: Int = usualLimit) { self.limit = limit }

    /// Notes an answer, if it is one of those.
    mutating func note(_ answer: HTTPAnswer, shared: Bool, at now: Instant) {
        guard [401, 403].contains(answer.status) || (answer.status == 429 && !shared) else {
            return
        }
        times.append(now)
    }

    /// When requests may be sent again; nil for now.
    mutating func closedUntil(_ now: Instant) -> Instant? {
        times.removeAll { $0 + Self.span <= now }
        return times.count < limit ? nil : times[times.count - limit] + Self.span
    }
}
