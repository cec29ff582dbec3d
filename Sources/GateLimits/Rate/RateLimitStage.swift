import GateCore
import Synchronization

/// Paces each tenant's calls by its `rate_limit`; a tenant without one passes. Triggers
/// and plain moderation count alike, a call with several texts counts once, and a call
/// that a later stage refuses stays counted.
///
/// In memory: after a restart every tenant has its whole burst. Place it before the
/// stages that judge the text: a call whose first text ends sooner is not counted.
public final class RateLimitStage: Stage {
    public static let kind = StageKind.rateLimit

    private let time: any Timekeeper
    private let table: Mutex<PaceTable>

    /// - Parameters:
    ///   - time: paces by its monotonic clock; setting the wall clock changes nothing.
    ///   - maximumTenants: how many tenants below their whole burst are remembered at
    ///     once; a further one has to wait (code 24), because an unpaced call is worse.
    public init(time: any Timekeeper, maximumTenants: Int = 100_000) {
        self.time = time
        table = Mutex(PaceTable(capacity: maximumTenants))
    }

    public func decide(_ exchange: Exchange) async throws -> Verdict {
        let tenant = exchange.caller.tenant
        guard exchange.isFirstOfCall, let policy = tenant.rateLimit else { return .pass }
        // The clock is read inside the lock, so that the calls come in the order of time.
        let answer = table.withLock { $0.take(tenant.id, GCRA(policy), at: time.now()) }
        switch answer {
        case .admitted:
            return .pass
        case .denied(let retryAfter):
            return .wait(retryAfter, Reason(.rateLimited, sentence(policy, retryAfter)))
        case .noRoom(let retryAfter):
            return .wait(
                retryAfter,
                Reason(.couldNotJudge, "Too many tenants call at once; try again later."))
        }
    }

    /// What `tenant` has left; nil for a tenant without a rate limit.
    public func standing(of tenant: Tenant) -> RateStanding? {
        guard let policy = tenant.rateLimit else { return nil }
        return table.withLock { $0.standing(tenant.id, GCRA(policy), at: time.now()) }
    }

    private func sentence(_ policy: RatePolicy, _ retryAfter: Duration) -> String {
        let allowed =
            policy.requests == 1
            ? "1 request per \(policy.per.rawValue) is allowed"
            : "\(policy.requests) requests per \(policy.per.rawValue) are allowed"
        let atOnce = policy.burst == policy.requests ? "" : ", \(policy.burst) at once"
        return "Too many requests: \(allowed)\(atOnce); "
            + "try again in \(retryAfter.retryAfterSeconds) s."
    }
}
