import GateCore

/// Discord's rate limits, as far as its answers told: a pure state machine. Each request
/// asks `admit`, and is ended by exactly one `learn` or `settle`.
///
/// Source: Discord's API documentation, "Rate Limits": limits are per bucket and top-level
/// resource, buckets are named by answers only, and everything together may make 50
/// requests a second.
struct RateLimitLedger: Sendable {
    static let requestsPerSecond = 50

    private struct Bucket: Hashable {
        let name: String
        let resource: String
    }

    private var buckets: [DiscordRoute: Bucket] = [:]
    private var windows: [Bucket: RateLimitWindow] = [:]
    /// Requests on their way.
    private var flights: [DiscordRoute: Int] = [:]
    private var closedUntil: Instant?
    /// When the last requests went, oldest first.
    private var recent: [Instant] = []

    /// Nothing known: everything may go.
    init() {}

    /// Takes one request's place, or says when to ask again.
    mutating func admit(_ route: DiscordRoute, at now: Instant) -> RateLimitPermit {
        if let closedUntil, closedUntil > now { return .wait(until: closedUntil) }
        recent.removeAll { $0 + .seconds(1) <= now }
        if recent.count >= Self.requestsPerSecond { return .wait(until: recent[0] + .seconds(1)) }
        let permit = windows[bucket(of: route), default: RateLimitWindow()].admit(at: now)
        if permit == .go {
            recent.append(now)
            flights[route, default: 0] += 1
        }
        return permit
    }

    /// A request's answer came.
    mutating func learn(_ news: RateLimitNews, about route: DiscordRoute, at now: Instant) {
        if let name = news.bucket { rename(route, name) }
        settle(route)
        let bucket = bucket(of: route)
        var window = windows[bucket, default: RateLimitWindow()]
        if let limit = news.limit, let left = news.remaining, let reset = news.resetAfter {
            window.learn(limit: limit, remaining: left, resetAt: now + reset)
        }
        if let wait = news.retryAfter {
            if news.isGlobal {
                closedUntil = max(closedUntil ?? now, now + wait)
            } else {
                window.close(until: now + wait)
            }
        }
        windows[bucket] = window
    }

    /// A request ended without an answer.
    mutating func settle(_ route: DiscordRoute) {
        guard let count = flights[route] else { return }
        flights[route] = count > 1 ? count - 1 : nil
        windows[bucket(of: route)]?.settle()
    }

    /// Until an answer names its bucket, a route is its own.
    private func bucket(of route: DiscordRoute) -> Bucket {
        buckets[route] ?? Bucket(name: route.name, resource: route.resource)
    }

    private mutating func rename(_ route: DiscordRoute, _ name: String) {
        let old = bucket(of: route)
        let new = Bucket(name: name, resource: route.resource)
        guard old != new else { return }
        buckets[route] = new
        let moved = flights[route] ?? 0
        windows[new, default: RateLimitWindow()].adopt(moved)
        windows[old]?.settle(moved)
        if !buckets.values.contains(old) { windows[old] = nil }
    }
}
