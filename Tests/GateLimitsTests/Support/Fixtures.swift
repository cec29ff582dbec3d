import GateCore
import GateTestKit

/// A tenant with the limits a test is about.
func tenant(
    _ id: TenantID = "acme", rate: RatePolicy? = nil, quota: QuotaPolicy? = nil,
    zone: String? = nil
) -> Tenant {
    Tenant(
        id: id, name: id.rawValue, rateLimit: rate.map { RateLimits($0) },
        quota: quota.map { QuotaPlan($0) },
        timeZone: zone,
        createdAt: Timestamp(milliseconds: 0))
}

/// Who calls for that tenant.
func caller(_ tenant: Tenant, key: KeyID = "k", endUser: String? = nil) -> Caller {
    Caller(tenant: tenant, key: key, scope: .tenant, endUser: endUser)
}

/// An exchange of that tenant.
func exchange(
    _ id: ExchangeID, _ tenant: Tenant, key: KeyID = "k", endUser: String? = nil,
    surface: Surface = .trigger, isFirstOfCall: Bool = true
) -> Exchange {
    Exchange(
        id: id, caller: caller(tenant, key: key, endUser: endUser), surface: surface,
        kind: "imagine", text: "a cat", rules: LiteralRules([]),
        receivedAt: Timestamp(milliseconds: 0), isFirstOfCall: isFirstOfCall)
}

/// An exchange of that tenant, where its name does not matter.
func exchange(
    _ tenant: Tenant, key: KeyID = "k", endUser: String? = nil, surface: Surface = .trigger,
    isFirstOfCall: Bool = true
) -> Exchange {
    exchange(
        "e1", tenant, key: key, endUser: endUser, surface: surface, isFirstOfCall: isFirstOfCall)
}

extension Instant {
    /// A point of the manual clock.
    static func at(_ sinceStart: Duration) -> Instant { Instant(sinceStart: sinceStart) }
}

extension Verdict {
    /// How long to wait, when that is the verdict.
    var pause: Duration? {
        guard case .wait(let duration, _) = self else { return nil }
        return duration
    }
}
