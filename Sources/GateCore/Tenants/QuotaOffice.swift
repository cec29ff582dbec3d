/// Tells what is left of quotas, and changes it: for whoever faces tenants and admins.
public protocol QuotaOffice: Sendable {
    /// What `tenant` has left: one standing for each policy, in order. Policies per key are
    /// told of `key`, and left out where that is nil.
    func standings(of tenant: Tenant, key: KeyID?) async throws -> [QuotaStanding]

    /// Adds units to the running window of one policy.
    func grant(_ units: Int, of policy: QuotaPolicy, tenant: Tenant, key: KeyID?) async throws

    /// Forgets what is spent in the running windows of those policies.
    func reset(_ policies: [QuotaPolicy], tenant: Tenant, key: KeyID?) async throws
}
