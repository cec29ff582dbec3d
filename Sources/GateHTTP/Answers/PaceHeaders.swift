import GateCore
import HTTPTypes

/// `RateLimit-Policy` and `RateLimit`: what a caller may do and has left, so that clients
/// can slow down before they are refused.
///
/// Source: draft-ietf-httpapi-ratelimit-headers (structured fields, RFC 9651).
struct PaceHeaders: Sendable {
    /// What a tenant has left; nil for a tenant without a rate limit.
    let standing: @Sendable (Tenant) -> RateStanding?

    /// Adds both headers, where `tenant` has a rate limit.
    func add(to headers: inout HTTPFields, for tenant: Tenant) {
        guard let policy = tenant.rateLimit, let standing = standing(tenant) else { return }
        let window = policy.per.duration.components.seconds
        headers[.rateLimitPolicy] = "\"rate_limit\";q=\(policy.requests);w=\(window)"
        headers[.rateLimit] =
            "\"rate_limit\";r=\(standing.remaining);t=\(seconds(standing.resetAfter))"
    }

    /// Whole seconds, rounded up: a client that waits so long finds what was promised.
    private func seconds(_ duration: Duration) -> Int64 {
        let (seconds, rest) = duration.components
        return rest > 0 ? seconds + 1 : seconds
    }
}
