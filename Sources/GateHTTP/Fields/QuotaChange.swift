import GateCore

/// The body of `POST /v1/admin/tenants/{id}/quota`.
struct QuotaChange {
    /// What is done to the running windows.
    enum Kind {
        case grant(Int)
        case reset
    }

    let kind: Kind
    /// The policies whose windows are changed; one for a grant.
    let policies: [QuotaPolicy]
    /// The key whose windows are changed, of policies per key.
    let key: KeyID?
    let reason: String?

    /// - Throws: `Problem` (`badParameters`) with every fault.
    init(_ fields: FieldReader, of tenant: Tenant) throws(Problem) {
        var fields = fields
        let grant = fields.integer("grant", in: 1...1_000_000_000)
        let reset = fields.flag("reset") ?? false
        let window = fields.choice("window", QuotaPolicy.Window.self)
        let hours = fields.integer("hours", in: 1...744)
        let per = fields.choice("per", QuotaPolicy.Holder.self)
        let key = fields.string("key", .triggerID).map { KeyID($0) }
        reason = fields.string("reason", .label)
        if fields.faults.isEmpty, (grant == nil) != reset {
            fields.refuse("grant", "or \"reset\": true is required, and not both")
        }
        let meant = (tenant.quota?.policies ?? []).filter { policy in
            (window ?? policy.window) == policy.window && (hours ?? policy.hours) == policy.hours
                && (per ?? policy.per) == policy.per
        }
        if fields.faults.isEmpty {
            Self.check(meant, isGrant: grant != nil, key: key, &fields)
        }
        try fields.finish()
        self.key = key
        // A reset without a key is of the tenant's own windows.
        policies = meant.filter { $0.per == .tenant || key != nil }
        kind = grant.map(Kind.grant) ?? .reset
    }

    private static func check(
        _ meant: [QuotaPolicy], isGrant: Bool, key: KeyID?, _ fields: inout FieldReader
    ) {
        if meant.isEmpty {
            fields.refuse("window", "must be that of a policy of the tenant's quota")
        } else if isGrant, meant.count > 1 {
            fields.refuse(
                "window", "is needed, with \"hours\" or \"per\": several policies could be meant")
        } else if key == nil, meant.allSatisfy({ $0.per == .key }) {
            fields.refuse("key", "is required: this policy counts per key")
        }
    }
}
