import GateCore

/// Whose calls are counted together, by which policy.
struct PaceKey: Hashable, Sendable {
    let tenant: TenantID
    let by: RatePolicy.Scope
    let policy: String
    /// The key's or the user's name; empty for all of the tenant's calls.
    let partition: String
}
