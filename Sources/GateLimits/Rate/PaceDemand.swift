import GateCore

/// One policy that a call has to keep.
struct PaceDemand: Sendable {
    let key: PaceKey
    let policy: RatePolicy
    let limit: GCRA

    /// What `caller` has to keep: the tenant's own policies, and of the defaults those of
    /// each scope that the tenant has none of. A policy for users does not bind a call
    /// that names none.
    static func all(of caller: Caller, defaults: [RatePolicy]) -> [PaceDemand] {
        let own = caller.tenant.rateLimit?.policies ?? []
        let scopes = Set(own.map(\.by))
        let policies = own + defaults.filter { !scopes.contains($0.by) }
        return policies.compactMap { policy in
            guard let partition = caller.partition(by: policy.by) else { return nil }
            return PaceDemand(
                key: PaceKey(
                    tenant: caller.tenant.id, by: policy.by, policy: policy.name,
                    partition: partition),
                policy: policy, limit: GCRA(policy))
        }
    }
}

extension Caller {
    fileprivate func partition(by scope: RatePolicy.Scope) -> String? {
        switch scope {
        case .tenant: ""
        case .key: key.rawValue
        case .endUser: endUser
        }
    }
}
