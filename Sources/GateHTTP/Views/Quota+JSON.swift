import GateCore

extension QuotaPlan {
    /// The plan as admins are shown it: one policy as itself, several as a list.
    var json: OrderedJSON {
        guard let policy = policies.first, policies.count == 1 else {
            return .list(policies.map(\.json))
        }
        return policy.json
    }
}

extension QuotaPolicy {
    /// The policy; what is as it usually is, is left out.
    fileprivate var json: OrderedJSON {
        var json: OrderedJSON = ["limit": .number(limit), "window": .text(window.rawValue)]
        if let hours { json = json.adding(["hours": .number(hours)]) }
        if per != .tenant { json = json.adding(["per": .text(per.rawValue)]) }
        guard !costs.isEmpty else { return json }
        return json.adding(["costs": .value(.object(costs.mapValues { .int(Int64($0)) }))])
    }
}

extension QuotaStanding {
    /// The standing as its tenant is shown it.
    var json: OrderedJSON {
        var json: OrderedJSON = ["window": .text(policy.window.rawValue)]
        if let hours = policy.hours { json = json.adding(["hours": .number(hours)]) }
        json = json.adding(["per": .text(policy.per.rawValue)])
        if let key { json = json.adding(["key": .text(key.rawValue)]) }
        return json.adding([
            "limit": .number(policy.limit), "granted": .number(tally.granted),
            "used": .number(tally.spent), "reserved": .number(tally.reserved),
            "remaining": .number(remaining), "starts_at": .time(startsAt),
            "resets_at": .time(resetsAt),
        ])
    }
}
