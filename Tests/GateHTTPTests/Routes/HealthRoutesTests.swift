import GateCore
import GateTestKit
import HTTPTypes
import Testing

@testable import GateHTTP

@Suite("Health and rules")
struct HealthRoutesTests {
    private let refused = FixedRuleSource(
        LiteralRules([]),
        status: RuleStatus(
            state: .degraded, active: "old", source: "new", rules: 7,
            rejected: [
                RuleFault(file: "w.txt", line: 3, column: 4, message: "Bad.", remedy: "Mend it.")
            ], since: Timestamp(milliseconds: 0)))

    @Test("healthz needs no key and says ok")
    func healthz() async throws {
        let reply = try await Bench().call(.get, "/healthz", key: nil)
        #expect(reply.status == 200)
        #expect(try reply["status"] == "ok")
        #expect(try await Bench().call(.head, "/healthz", key: nil).status == 200)
    }

    @Test(
        "readyz says whether everything that is set up works",
        arguments: [
            (AccountHealth.connected, 200, "ready"), (.connecting, 503, "unready"),
            (.parked("401 from Discord"), 503, "unready"), (nil, 200, "ready"),
        ] as [(AccountHealth?, Int, String)])
    func readyz(_ health: AccountHealth?, _ status: Int, _ word: String) async throws {
        var bench = try await Bench()
        bench.health = health
        let reply = try await bench.call(.get, "/readyz", key: nil)
        #expect(reply.status == status)
        #expect(try reply["status"]?.string == word)
        #expect(try reply["rules"]?["state"] == "synced")
        if case .parked(let reason)? = health {
            #expect(try reply["discord"]?["reason"]?.string == reason)
        }
    }

    @Test("readyz says that nothing new can be kept", arguments: StoreFault.allCases)
    func store(_ fault: StoreFault) async throws {
        var bench = try await Bench()
        #expect(
            try await bench.call(.get, "/readyz", key: nil)["store"] == ["state": "ok"])
        bench.storeFault = fault
        let reply = try await bench.call(.get, "/readyz", key: nil)
        #expect(reply.status == 503)
        #expect(try reply["status"] == "unready")
        #expect(try reply["store"]?["state"]?.string == fault.rawValue)
        #expect(reply.headers[.retryAfter] == "1")
    }

    @Test("readyz names every part, and is unready only where one cannot serve")
    func parts() async throws {
        var bench = try await Bench()
        bench.partHealth = [
            PartHealth("audit", .degraded), PartHealth("webhooks", .ok, detail: ["undelivered": 3]),
        ]
        let reply = try await bench.call(.get, "/readyz", key: nil)
        #expect(reply.status == 200)
        #expect(try reply["status"] == "degraded")
        #expect(try reply["audit"] == ["state": "degraded"])
        #expect(try reply["webhooks"] == ["state": "ok", "undelivered": 3])
        #expect(try reply["gateway"] == ["state": "connected"])
        bench.partHealth = [PartHealth("disk", .failed)]
        #expect(try await bench.call(.get, "/readyz", key: nil).status == 503)
    }

    @Test("missing settings and refused rules show, and are no reason to be taken out of service")
    func degraded() async throws {
        var bench = try await Bench()
        bench.health = .connecting
        bench.missing = ["GUILD_ID"]
        bench.rules = refused
        let reply = try await bench.call(.get, "/readyz", key: nil)
        #expect(reply.status == 200)
        #expect(try reply["status"] == "degraded")
        #expect(try reply["discord"]?["state"] == "unconfigured")
        #expect(try reply["missing_variables"] == ["GUILD_ID"])
        #expect(try reply["rules"]?["rejected"]?[0]?["line"] == 3)
    }

    @Test("admins see the rules' state, and reload answers with it")
    func rules() async throws {
        var bench = try await Bench()
        bench.rules = refused
        let shown = try await bench.call(.get, "/v1/admin/rules", key: "admin")
        let reloaded = try await bench.call(.post, "/v1/admin/rules/reload", key: "admin")
        for reply in [shown, reloaded] {
            #expect(reply.status == 200)
            #expect(try reply["state"] == "degraded")
            #expect(try reply["active"] == "old")
            #expect(try reply["rejected"]?[0]?["remedy"] == "Mend it.")
        }
    }

    @Test("admins see the account's state")
    func accounts() async throws {
        var bench = try await Bench()
        bench.health = .parked("verify")
        let reply = try await bench.call(.get, "/v1/admin/accounts", key: "admin")
        #expect(try reply["data"]?[0]?["state"] == "parked")
        #expect(try reply["data"]?[0]?["reason"] == "verify")
    }
}
