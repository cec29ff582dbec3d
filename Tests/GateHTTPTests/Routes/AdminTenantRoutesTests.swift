import GateCore
import HTTPTypes
import Testing

@testable import GateHTTP

@Suite("Tenants and keys")
struct AdminTenantRoutesTests {
    private func create(_ body: String, _ bench: Bench) async throws -> Reply {
        try await bench.call(.post, "/v1/admin/tenants", body, key: "admin")
    }

    @Test("a new tenant comes with a key that works and a webhook secret, shown once")
    func creation() async throws {
        let bench = try await Bench()
        let reply = try await create(
            """
            {"id":"acme","name":"Acme","callback_url":"https://acme.test/hook",
             "rate_limit":{"requests":60,"per":"minute","burst":10},
             "quota":{"limit":1000,"window":"month"},"explain":"category","prompts":"hashed"}
            """, bench)
        #expect(reply.status == 201)
        let json = try reply.json
        #expect(json["id"] == "acme")
        #expect(json["tenant"]?["callback_url"] == "https://acme.test/hook")
        #expect(json["rate_limit"] == ["requests": 60, "per": "minute", "burst": 10])
        #expect(json["quota"] == ["limit": 1000, "window": "month"])
        let secret = try #require(json["key"]?["secret"]?.string)
        #expect(secret.hasPrefix("pg_") && secret.count == 46)
        #expect(json["webhook_secret"]?.string?.hasPrefix("whsec_") == true)
        #expect(try await bench.call(.get, "/v1/tasks", key: secret).status == 200)
        let shown = try await bench.call(.get, "/v1/admin/tenants/acme", key: "admin")
        #expect(!shown.text.contains(secret) && !shown.text.contains("whsec_"))
        let kept = try #require(try await bench.tenants.tenant("acme"))
        #expect(kept.rateLimit == RateLimits(RatePolicy(requests: 60, per: .minute, burst: 10)))
        #expect(kept.prompts == .hashed)
    }

    @Test("all but the id has a default")
    func defaults() async throws {
        let bench = try await Bench()
        #expect(try await create(#"{"id":"b"}"#, bench).status == 201)
        let tenant = try #require(try await bench.tenants.tenant("b"))
        #expect(tenant.name == "b")
        #expect(tenant.rateLimit == nil && tenant.quota == nil && tenant.callbackURL == nil)
        #expect(tenant.explain == .full && tenant.prompts == .whole && !tenant.paused)
        let partial = #"{"id":"c","rate_limit":{"requests":5},"quota":{"limit":0}}"#
        let reply = try await create(partial, bench)
        #expect(try reply["rate_limit"] == ["requests": 5, "per": "minute", "burst": 5])
        #expect(try reply["quota"] == ["limit": 0, "window": "day"])
    }

    @Test("a quota may be a list of policies, and is shown as it was given")
    func policies() async throws {
        var bench = try await Bench()
        bench.settings.knowsTimeZone = { $0 == "Europe/Berlin" || $0 == "UTC" }
        let reply = try await create(
            """
            {"id":"acme","time_zone":"Europe/Berlin","quota":[
             {"limit":100,"window":"day","costs":{"imagine":1,"upscale":0}},
             {"limit":10,"window":"rolling","per":"key"},
             {"limit":20,"window":"rolling","hours":48,"per":"key"}]}
            """, bench)
        #expect(reply.status == 201)
        #expect(
            try reply["quota"] == [
                ["limit": 100, "window": "day", "costs": ["imagine": 1, "upscale": 0]],
                ["limit": 10, "window": "rolling", "hours": 24, "per": "key"],
                ["limit": 20, "window": "rolling", "hours": 48, "per": "key"],
            ])
        #expect(try reply["time_zone"] == "Europe/Berlin")
        let kept = try #require(try await bench.tenants.tenant("acme"))
        #expect(kept.quota?.policies.map(\.limit) == [100, 10, 20])
        let cleared = try await bench.call(
            .patch, "/v1/admin/tenants/acme", #"{"quota":{"limit":5},"time_zone":null}"#,
            key: "admin")
        #expect(try cleared["quota"] == ["limit": 5, "window": "day"])
        #expect(try cleared["time_zone"] == "UTC")
    }

    @Test("every wrong policy is named")
    func wrongPolicies() async throws {
        let bench = try await Bench()
        let reply = try await create(
            """
            {"id":"acme","time_zone":"Mars/Olympus","quota":[
             {"limit":-1,"window":"day","hours":3},{"window":"week"},7,
             {"limit":1,"costs":{"imagine":-1,"paint":1}},{"limit":1,"window":"rolling","hours":0}]}
            """, bench)
        #expect(
            try reply.wrongFields == [
                "quota[0].limit", "quota[0].hours", "quota[1].limit", "quota[1].window", "quota[2]",
                "quota[3].costs.imagine", "quota[3].costs.paint", "quota[4].hours", "time_zone",
            ])
        let twice = #"{"id":"b","quota":[{"limit":1},{"limit":2,"costs":{"imagine":2}}]}"#
        #expect(try await create(twice, bench).wrongFields == ["quota[1]"])
        #expect(try await create(#"{"id":"b","quota":[]}"#, bench).wrongFields == ["quota"])
    }

    @Test("a list of paces is kept and shown as a list, and names stand in for scopes")
    func rateList() async throws {
        let bench = try await Bench()
        let reply = try await create(
            """
            {"id":"acme","rate_limit":[
              {"requests":60,"per":"minute"},{"requests":5,"per":"hour","burst":2,"by":"end_user"},
              {"name":"slow","requests":9,"by":"key"}]}
            """, bench)
        #expect(reply.status == 201, "\(reply.text)")
        #expect(
            try reply["rate_limit"] == [
                [
                    "name": "tenant", "requests": 60, "per": "minute", "burst": 60,
                    "by": "tenant",
                ],
                [
                    "name": "end_user", "requests": 5, "per": "hour", "burst": 2,
                    "by": "end_user",
                ],
                ["name": "slow", "requests": 9, "per": "minute", "burst": 9, "by": "key"],
            ])
        let kept = try #require(try await bench.tenants.tenant("acme")?.rateLimit)
        #expect(kept.policies.map(\.by) == [.tenant, .endUser, .key])
    }

    @Test("a list of one plain pace is shown as the object it amounts to")
    func plainList() async throws {
        let reply = try await create(
            #"{"id":"acme","rate_limit":[{"requests":5}]}"#, try await Bench())
        #expect(try reply["rate_limit"] == ["requests": 5, "per": "minute", "burst": 5])
    }

    @Test("what is wrong with a pace of a list is named with its place")
    func wrongRates() async throws {
        func wrong(_ rates: String) async throws -> [String] {
            try await create(#"{"id":"x","rate_limit":\#(rates)}"#, try await Bench()).wrongFields
        }
        #expect(
            try await wrong(
                #"[{"requests":1,"by":"ip"},7,{"per":"day"},{"requests":1,"name":"a b"}]"#) == [
                    "rate_limit[0].by", "rate_limit[1]", "rate_limit[2].requests",
                    "rate_limit[2].per", "rate_limit[3].name",
                ])
        #expect(
            try await wrong(#"[{"requests":1},{"requests":2}]"#) == ["rate_limit[1].name"])
        #expect(try await wrong("[]") == ["rate_limit"])
        let nine = Array(repeating: #"{"requests":1}"#, count: 9).joined(separator: ",")
        #expect(try await wrong("[\(nine)]") == ["rate_limit"])
    }

    @Test("an id that is taken is 409, code 22")
    func taken() async throws {
        let reply = try await create(#"{"id":"a"}"#, try await Bench())
        #expect(reply.status == 409)
        #expect(try reply.code == 22)
    }

    @Test("every wrong setting is named")
    func wrong() async throws {
        var bench = try await Bench()
        bench.settings.callbackFault = { $0.contains("10.0.0.1") ? "is a private address" : nil }
        let reply = try await create(
            """
            {"id":"../x","name":"","callback_url":"https://10.0.0.1/","rate_limit":{"requests":0,
             "per":"day","n":1},"quota":5,"explain":"all","prompts":true,"paused":"no","limit":1}
            """, bench)
        #expect(reply.status == 400)
        #expect(
            try reply.wrongFields == [
                "id", "name", "callback_url", "rate_limit.requests", "rate_limit.per",
                "rate_limit.n", "quota", "explain", "prompts", "paused", "limit",
            ])
        #expect(try reply.reason("callback_url") == "is a private address")
        #expect(try await create("{}", bench).wrongFields == ["id"])
    }

    @Test("a change sets what it names, null clears, and the rest stays")
    func change() async throws {
        let bench = try await Bench()
        try await bench.changeTenant {
            $0.rateLimit = RateLimits(RatePolicy(requests: 1, per: .second))
            $0.quota = QuotaPlan(QuotaPolicy(limit: 1, window: .day))
            $0.explain = .category
            $0.callbackURL = "https://old.test/"
        }
        let reply = try await bench.call(
            .patch, "/v1/admin/tenants/a",
            #"{"id":"a","rate_limit":null,"quota":{"limit":9},"explain":null,"paused":true}"#,
            key: "admin")
        #expect(reply.status == 200)
        let tenant = try #require(try await bench.tenants.tenant("a"))
        #expect(tenant.rateLimit == nil)
        #expect(tenant.quota == QuotaPlan(QuotaPolicy(limit: 9, window: .day)))
        #expect(tenant.explain == .full)
        #expect(tenant.paused)
        #expect(tenant.callbackURL == "https://old.test/")
        #expect(tenant.name == "A")
    }

    @Test("an id does not change, and an unknown tenant is 404")
    func refusedChange() async throws {
        let bench = try await Bench()
        let renamed = try await bench.call(
            .patch, "/v1/admin/tenants/a", #"{"id":"z"}"#, key: "admin")
        #expect(try renamed.wrongFields == ["id"])
        for path in ["/v1/admin/tenants/nobody", "/v1/admin/tenants/nobody/keys"] {
            #expect(try await bench.call(.get, path, key: "admin").status == 404)
        }
    }

    @Test("tenants are listed without secrets")
    func list() async throws {
        let bench = try await Bench()
        let reply = try await bench.call(.get, "/v1/admin/tenants", key: "admin")
        #expect(try reply["data"]?.array?.map { $0["id"]?.string } == ["default", "a"])
        #expect(!reply.text.contains("pg_a"))
    }

    @Test("keys are added with a secret shown once, listed without, and revoked")
    func keys() async throws {
        let bench = try await Bench()
        let path = "/v1/admin/tenants/a/keys"
        let added = try await bench.call(.post, path, #"{"name":"ci"}"#, key: "admin")
        #expect(added.status == 201)
        let secret = try #require(try added["secret"]?.string)
        #expect(try added["key"]?["secret"]?.string == secret)
        let id = try #require(try added["id"]?.string)
        #expect(try await bench.call(.get, "/v1/tasks", key: secret).status == 200)
        let listed = try await bench.call(.get, path, key: "admin")
        #expect(try listed["data"]?.array?.count == 2)
        #expect(!listed.text.contains(secret))
        let removed = try await bench.call(.delete, "\(path)/\(id)", key: "admin")
        #expect(removed.status == 204)
        #expect(try await bench.call(.get, "/v1/tasks", key: secret).status == 401)
        #expect(try await bench.call(.delete, "\(path)/\(id)", key: "admin").status == 404)
        #expect(try await bench.call(.post, path, key: "admin").status == 201)
    }
}
