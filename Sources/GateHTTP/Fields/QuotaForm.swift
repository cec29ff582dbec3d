import GateCore

/// Reads a tenant's quota: one policy, or a list of them.
enum QuotaForm {
    private static let largestLimit = 1_000_000_000

    /// The member `quota`.
    static func plan(_ fields: inout FieldReader) -> QuotaPlan? {
        let policies = fields.objects("quota", count: 1...QuotaPlan.largestCount, policy)
        guard let policies else { return nil }
        for (place, policy) in policies.enumerated() {
            guard let former = policies[..<place].firstIndex(where: policy.countsLike) else {
                continue
            }
            fields.refuse(
                "quota[\(place)]", "counts the same window of the same callers as quota[\(former)]")
        }
        return QuotaPlan(policies)
    }

    /// The member `time_zone`.
    static func timeZone(
        _ fields: inout FieldReader, _ isKnown: (String) -> Bool
    ) -> String? {
        guard let name = fields.string("time_zone", .label) else { return nil }
        guard isKnown(name) else {
            fields.refuse(
                "time_zone", "must be an IANA time zone that this machine knows, like Europe/Berlin"
            )
            return nil
        }
        return name == "UTC" ? nil : name
    }

    private static func policy(_ fields: inout FieldReader) -> QuotaPolicy? {
        let limit = fields.integer("limit", in: 0...largestLimit, required: true)
        let window = fields.choice("window", QuotaPolicy.Window.self) ?? .day
        let hours = fields.integer("hours", in: 1...744)
        if hours != nil, window != .rolling {
            fields.refuse("hours", "is for the window \"rolling\"")
        }
        let per = fields.choice("per", QuotaPolicy.Holder.self) ?? .tenant
        let costs = fields.object("costs", costs) ?? [:]
        return limit.map {
            QuotaPolicy(limit: $0, window: window, hours: hours, per: per, costs: costs)
        }
    }

    private static func costs(_ fields: inout FieldReader) -> [String: Int]? {
        var costs: [String: Int] = [:]
        for kind in TriggerKind.allCases {
            costs[kind.rawValue] = fields.integer(kind.rawValue, in: 0...largestLimit)
        }
        return costs
    }
}
