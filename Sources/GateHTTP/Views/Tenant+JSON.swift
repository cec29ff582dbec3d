import GateCore

extension Tenant {
    /// The tenant as admins are shown it.
    var json: OrderedJSON {
        [
            "id": .text(id.rawValue), "name": .text(name), "callback_url": .text(callbackURL),
            "callback_override": .flag(callbackOverride ?? false),
            "accounts": accounts.map { .list($0.map { .text($0.rawValue) }) } ?? .value(.null),
            "rate_limit": rateLimit.map(\.json) ?? .value(.null),
            "quota": quota.map(\.json) ?? .value(.null), "time_zone": .text(timeZone ?? "UTC"),
            "explain": .text(explain.rawValue),
            "prompts": .text(prompts.rawValue), "paused": .flag(paused),
            "strikes": strikes.map(\.json) ?? .value(.null),
            "retention": retention.map(\.json) ?? .value(.null),
            "created_at": .time(createdAt),
        ]
    }
}

extension RateLimits {
    /// The one object that a plain policy is written as, or else a list.
    fileprivate var json: OrderedJSON {
        plain.map(\.numbers)
            ?? .list(
                policies.map { policy in
                    let words: OrderedJSON = ["name": .text(policy.name)]
                    return words.adding(policy.numbers).adding(["by": .text(policy.by.rawValue)])
                })
    }
}

extension RatePolicy {
    fileprivate var numbers: OrderedJSON {
        [
            "requests": .number(requests), "per": .text(per.rawValue), "burst": .number(burst),
        ]
    }
}

extension RetentionPolicy {
    fileprivate var json: OrderedJSON {
        ["texts_days": .number(textsDays), "records_days": .number(recordsDays)]
    }
}

extension APIKey {
    /// What is known of the key; its secret is not.
    var json: OrderedJSON {
        [
            "id": .text(id.rawValue), "tenant": .text(tenant?.rawValue),
            "scope": .text(scope.rawValue), "name": .text(name), "created_at": .time(createdAt),
        ]
    }

    /// The same with the secret, which is shown this once.
    func json(secret: String) -> OrderedJSON {
        let shown: OrderedJSON = ["id": .text(id.rawValue), "secret": .text(secret)]
        return shown.adding([
            "tenant": .text(tenant?.rawValue), "scope": .text(scope.rawValue),
            "name": .text(name), "created_at": .time(createdAt),
        ])
    }
}
