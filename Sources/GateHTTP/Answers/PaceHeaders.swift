import GateCore
import HTTPTypes

/// `RateLimit-Policy` and `RateLimit`: what a caller may do and has left, so that clients
/// can slow down before they are refused.
///
/// Source: draft-ietf-httpapi-ratelimit-headers-10 (structured fields, RFC 9651).
struct PaceHeaders: Sendable {
    /// What a caller has left, of each policy that binds its calls.
    let standing: @Sendable (Caller) -> [RateStanding]

    /// Adds both headers, where any policy binds `caller`.
    func add(to headers: inout HTTPFields, for caller: Caller) {
        let standings = standing(caller)
        guard !standings.isEmpty else { return }
        headers[.rateLimitPolicy] = standings.map(\.policyItem).joined(separator: ", ")
        headers[.rateLimit] = standings.map(\.limitItem).joined(separator: ", ")
    }
}

extension RateStanding {
    /// What is allowed: so many calls in a window of so many seconds.
    fileprivate var policyItem: String {
        let window = policy.per.duration.components.seconds
        return "\(StructuredField.string(policy.name));q=\(policy.requests);w=\(window)\(key)"
    }

    /// What is left, and when one more will be, in whole seconds rounded up: a client that
    /// waits so long finds what was promised.
    fileprivate var limitItem: String {
        let (seconds, rest) = moreAfter.components
        let wait = rest > 0 ? seconds + 1 : seconds
        return "\(StructuredField.string(policy.name));r=\(remaining);t=\(wait)\(key)"
    }

    private var key: String { partition.map { ";pk=\(StructuredField.bytes($0))" } ?? "" }
}
