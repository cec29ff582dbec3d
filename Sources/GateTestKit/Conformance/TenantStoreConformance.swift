import GateCore

/// The promises of `TenantStore`.
public enum TenantStoreConformance {
    /// Each runs on a fresh store.
    public static let checks = [
        ConformanceCheck("begins with the tenant that admin keys act as", beginsWithAdmin),
        ConformanceCheck("keeps a tenant with all its settings", keepsSettings),
        ConformanceCheck("refuses a taken id and keeps the first", refusesTakenID),
        ConformanceCheck("replaces a tenant's settings", replacesSettings),
        ConformanceCheck("lists tenants oldest first", listsOldestFirst),
        ConformanceCheck("knows a caller by the secret alone", knowsCaller),
        ConformanceCheck("lets an admin key act as the default tenant", adminActsAsDefault),
        ConformanceCheck("has one bootstrap key, the last one set", replacesBootstrapKey),
        ConformanceCheck("refuses a key whose id or secret is taken", refusesTakenKey),
        ConformanceCheck("refuses a key of a tenant that is not there", refusesOrphanKey),
        ConformanceCheck("forgets a removed key at once, for its tenant alone", forgetsKey),
        ConformanceCheck("lists a tenant's keys oldest first", listsKeys),
    ]

    private static func beginsWithAdmin(_ store: any WholeStore) async throws {
        let tenant = try await store.tenant(Tenant.adminID)
        try demand(tenant != nil, "the default tenant is there")
        let secret = try await store.webhookSecret(of: Tenant.adminID)
        try demand(secret?.hasPrefix("whsec_") == true, "it has a webhook secret")
    }

    private static func keepsSettings(_ store: any WholeStore) async throws {
        let tenant = Tenant(
            id: "acme", name: "Ac\u{301}me \"quoted\" 日本",
            callbackURL: "https://acme.test/hook?a=b&c",
            rateLimit: RateLimits([
                RatePolicy(requests: 60, per: .minute, burst: 10),
                RatePolicy(requests: 5, per: .hour, by: .endUser, name: "each"),
            ]),
            quota: QuotaPlan(QuotaPolicy(limit: 1000, window: .month)), timeZone: "Europe/Berlin",
            explain: .category,
            prompts: .redacted, paused: true, createdAt: Sample.start)
        try await store.addTenant(tenant, webhookSecret: "whsec_acme")
        try demand(try await store.tenant("acme"), is: tenant, "the tenant as it was added")
        let secret = try await store.webhookSecret(of: "acme")
        try demand(secret, is: "whsec_acme", "its webhook secret")
        try demand(try await store.tenant("Acme"), is: nil, "another case is another id")
        try demand(try await store.webhookSecret(of: "nobody"), is: nil, "nobody has no secret")
    }

    private static func refusesTakenID(_ store: any WholeStore) async throws {
        try await store.addTenant(Sample.tenant("a"), webhookSecret: "whsec_1")
        try await demand(.conflict, "a taken id") {
            try await store.addTenant(
                Tenant(id: "a", name: "Other", createdAt: Sample.start), webhookSecret: "whsec_2")
        }
        try demand(try await store.tenant("a"), is: Sample.tenant("a"), "the first stays")
        try demand(try await store.webhookSecret(of: "a"), is: "whsec_1", "its secret stays")
    }

    private static func replacesSettings(_ store: any WholeStore) async throws {
        var tenant = Sample.tenant("a")
        try await store.addTenant(tenant, webhookSecret: "whsec_1")
        tenant.paused = true
        tenant.quota = QuotaPlan([
            QuotaPolicy(limit: 3, window: .day),
            QuotaPolicy(limit: 9, window: .rolling, per: .key, costs: ["upscale": 0]),
        ])
        try await store.updateTenant(tenant)
        try demand(try await store.tenant("a"), is: tenant, "the new settings")
        try demand(try await store.webhookSecret(of: "a"), is: "whsec_1", "the secret stays")
        try await demand(.notFound, "an unknown tenant") {
            try await store.updateTenant(Sample.tenant("b"))
        }
    }

    private static func listsOldestFirst(_ store: any WholeStore) async throws {
        for id in ["zoe", "adam", "mia"] {
            try await store.addTenant(Sample.tenant(TenantID(id)), webhookSecret: "whsec_\(id)")
        }
        let ids = try await store.tenants().map(\.id).filter { $0 != Tenant.adminID }
        try demand(ids, is: ["zoe", "adam", "mia"], "the order of addition")
    }

    private static func knowsCaller(_ store: any WholeStore) async throws {
        let tenant = Sample.tenant("a")
        try await store.addTenant(tenant, webhookSecret: "whsec_a")
        try await store.addKey(Sample.key("k", of: "a"), secret: "pg_right")
        let caller = try await store.caller(withSecret: "pg_right")
        try demand(caller, is: Caller(tenant: tenant, key: "k", scope: .tenant), "the caller")
        for wrong in ["pg_Right", "pg_right ", "pg_righ", "", "k"] {
            let stranger = try await store.caller(withSecret: wrong)
            try demand(stranger, is: nil, "nobody has the secret '\(wrong)'")
        }
    }

    private static func adminActsAsDefault(_ store: any WholeStore) async throws {
        try await store.addKey(Sample.key("root", of: nil), secret: "pg_root")
        let caller = try await store.caller(withSecret: "pg_root")
        try demand(caller?.tenant.id, is: Tenant.adminID, "the tenant of an admin key")
        try demand(caller?.scope, is: .admin, "its scope")
        try demand(try await store.adminKeyCount(), is: 1, "admin keys")
        try demand(try await store.keys(of: Tenant.adminID), is: [], "it is no tenant's key")
    }

    private static func replacesBootstrapKey(_ store: any WholeStore) async throws {
        try demand(try await store.adminKeyCount(), is: 0, "admin keys at first")
        for secret in ["pg_one", "pg_two", "pg_two"] {
            try await store.setBootstrapKey(secret: secret, at: Sample.start)
        }
        let former = try await store.caller(withSecret: "pg_one")
        try demand(former, is: nil, "the former secret is worth nothing")
        let caller = try await store.caller(withSecret: "pg_two")
        try demand(caller?.key, is: "admin", "the bootstrap key's id")
        try demand(caller?.scope, is: .admin, "its scope")
        try demand(try await store.adminKeyCount(), is: 1, "admin keys")
    }

    private static func refusesTakenKey(_ store: any WholeStore) async throws {
        try await store.addTenant(Sample.tenant("a"), webhookSecret: "whsec_a")
        try await store.addTenant(Sample.tenant("b"), webhookSecret: "whsec_b")
        try await store.addKey(Sample.key("k1", of: "a"), secret: "pg_1")
        try await demand(.conflict, "a taken secret") {
            try await store.addKey(Sample.key("k2", of: "b"), secret: "pg_1")
        }
        try await demand(.conflict, "a taken id") {
            try await store.addKey(Sample.key("k1", of: "b"), secret: "pg_2")
        }
        try await demand(.conflict, "a bootstrap key with a tenant's secret") {
            try await store.setBootstrapKey(secret: "pg_1", at: Sample.start)
        }
        let owner = try await store.caller(withSecret: "pg_1")?.tenant.id
        try demand(owner, is: "a", "the secret's owner")
    }

    private static func refusesOrphanKey(_ store: any WholeStore) async throws {
        try await demand(.notFound, "a key of nobody") {
            try await store.addKey(Sample.key("k", of: "nobody"), secret: "pg_1")
        }
        try demand(try await store.caller(withSecret: "pg_1"), is: nil, "nothing was kept")
    }

    private static func forgetsKey(_ store: any WholeStore) async throws {
        try await store.addTenant(Sample.tenant("a"), webhookSecret: "whsec_a")
        try await store.addTenant(Sample.tenant("b"), webhookSecret: "whsec_b")
        try await store.addKey(Sample.key("k", of: "a"), secret: "pg_1")
        try await demand(.notFound, "another tenant's key") {
            try await store.removeKey("k", of: "b")
        }
        let still = try await store.caller(withSecret: "pg_1")
        try demand(still != nil, "the key still authenticates")
        try await store.removeKey("k", of: "a")
        try demand(try await store.caller(withSecret: "pg_1"), is: nil, "a removed key")
        try await demand(.notFound, "a key removed twice") {
            try await store.removeKey("k", of: "a")
        }
    }

    private static func listsKeys(_ store: any WholeStore) async throws {
        try await store.addTenant(Sample.tenant("a"), webhookSecret: "whsec_a")
        try await store.addTenant(Sample.tenant("b"), webhookSecret: "whsec_b")
        let keys = ["z", "y", "x"].map { Sample.key(KeyID($0), of: "a") }
        for key in keys { try await store.addKey(key, secret: "pg_\(key.id)") }
        try await store.addKey(Sample.key("w", of: "b"), secret: "pg_w")
        try demand(try await store.keys(of: "a"), is: keys, "the tenant's keys, oldest first")
    }
}
