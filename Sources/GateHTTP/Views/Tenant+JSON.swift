import GateCore

extension Tenant {
    /// The tenant as admins are shown it.
    var json: OrderedJSON {
        [
            "id": .text(id.rawValue), "name": .text(name), "callback_url": .text(callbackURL),
            "rate_limit": rateLimit.map(\.json) ?? .value(.null),
            "quota": quota.map(\.json) ?? .value(.null), "explain": .text(explain.rawValue),
            "prompts": .text(prompts.rawValue),
            "strikes": strikes.map(\.json) ?? .value(.null), "paused": .flag(paused),
            "created_at": .time(createdAt),
        ]
    }
}

extension RatePolicy {
    fileprivate var json: OrderedJSON {
        [
            "requests": .number(requests), "per": .text(per.rawValue), "burst": .number(burst),
        ]
    }
}

extension QuotaPolicy {
    fileprivate var json: OrderedJSON {
        ["limit": .number(limit), "window": .text(window.rawValue)]
    }
}

extension StrikePolicy {
    fileprivate var json: OrderedJSON {
        [
            "window_hours": .number(windowHours), "flag_at": .number(flagAt),
            "slow_at": .number(slowAt), "slow_seconds": .number(slowSeconds),
            "pause_at": .number(pauseAt), "pause_minutes": .number(pauseMinutes),
        ]
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
