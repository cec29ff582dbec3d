import GateCore
import GateTestKit
import Testing

@testable import GateLimits

@Suite("Strikes stage")
struct StrikesStageTests {
    private let time = ManualTime()
    private let store = MemoryStore()
    private let policy = StrikePolicy(
        windowHours: 24, flagAt: 1, slowAt: 2, slowSeconds: 30, pauseAt: 3, pauseMinutes: 60)

    private var stage: StrikesStage { StrikesStage(ledger: store, time: time) }

    private func exchange(
        _ endUser: String? = "ann", of tenant: TenantID = "acme", policy: StrikePolicy?,
        surface: Surface = .trigger
    ) -> Exchange {
        let tenant = Tenant(
            id: tenant, name: "A", strikes: policy, createdAt: Timestamp(milliseconds: 0))
        return Exchange(
            id: "e",
            caller: Caller(tenant: tenant, key: "k", scope: .tenant, endUser: endUser),
            surface: surface, kind: "imagine", text: "a cat", rules: LiteralRules([]),
            receivedAt: time.wall())
    }

    private func refuse(_ count: Int, of endUser: String = "ann") async throws {
        for _ in 0..<count {
            let id = ExchangeID("r\(store.auditRecords.count)")
            try await store.append([
                Sample.audit(id, of: "acme", at: time.wall(), outcome: .blocked, endUser: endUser)
            ])
        }
    }

    @Test("without settings or without an end user it passes, whatever was refused")
    func noSettings() async throws {
        try await refuse(10)
        #expect(try await stage.decide(exchange(policy: nil)) == .pass)
        #expect(try await stage.decide(exchange(nil, policy: policy)) == .pass)
        #expect(try await stage.decide(exchange("bob", policy: policy)) == .pass)
        #expect(try await stage.decide(exchange(of: "other", policy: policy)) == .pass)
    }

    @Test("the first threshold marks the user's prompts and lets them through")
    func flags() async throws {
        #expect(try await stage.decide(exchange(policy: policy)) == .pass)
        try await refuse(1)
        let verdict = try await stage.decide(exchange(policy: policy))
        #expect(verdict.name == "flag")
        #expect(
            verdict.reason?.detail == "Refused in 24 hours: 1 of this end user's prompts.")
    }

    @Test("a slowed user waits from its last refusal, and then from its last trigger")
    func slows() async throws {
        let stage = stage
        try await refuse(2)
        time.advance(by: .seconds(10))
        let early = try await stage.decide(exchange(policy: policy))
        #expect(early.pause == .seconds(20))
        #expect(early.reason?.code == .rateLimited)
        time.advance(by: .seconds(20) - .milliseconds(1))
        #expect(try await stage.decide(exchange(policy: policy)).pause == .milliseconds(1))
        time.advance(by: .milliseconds(1))
        #expect(try await stage.decide(exchange(policy: policy)).name == "flag")
        #expect(try await stage.decide(exchange(policy: policy)).pause == .seconds(30))
        time.advance(by: .seconds(30))
        #expect(try await stage.decide(exchange(policy: policy)).name == "flag")
    }

    @Test("of triggers at the same moment one keeps the distance")
    func slowsAtOnce() async throws {
        let stage = stage
        try await refuse(2)
        time.advance(by: .seconds(60))
        let exchange = exchange(policy: policy)
        let passed = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<32 { group.addTask { try await stage.decide(exchange).goesOn } }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(passed == 1)
    }

    @Test("a paused user is told until when, and may come back exactly then")
    func pauses() async throws {
        try await refuse(3)
        time.advance(by: .seconds(600))
        let paused = try await stage.decide(exchange(policy: policy))
        #expect(paused.pause == .seconds(3000))
        #expect(paused.reason?.code == .notAllowed)
        let until = time.wall() + .seconds(3000)
        #expect(paused.reason?.detail.hasSuffix("it is paused until \(until.iso8601).") == true)
        time.advance(by: .seconds(3000) - .milliseconds(1))
        #expect(try await stage.decide(exchange(policy: policy)).pause == .milliseconds(1))
        time.advance(by: .milliseconds(1))
        #expect(try await stage.decide(exchange(policy: policy)).goesOn)
        try await refuse(1)
        #expect(try await stage.decide(exchange(policy: policy)).pause == .seconds(3600))
    }

    @Test("what is only judged is never slowed or stopped, files are not slowed")
    func surfaces() async throws {
        try await refuse(2)
        #expect(try await stage.decide(exchange(policy: policy, surface: .moderate)).goesOn)
        #expect(try await stage.decide(exchange(policy: policy, surface: .file)).goesOn)
        try await refuse(1)
        #expect(try await stage.decide(exchange(policy: policy, surface: .moderate)).goesOn)
        #expect(try await !stage.decide(exchange(policy: policy, surface: .file)).goesOn)
    }

    @Test("refusals leave the window, and a forgiven user is like any other")
    func forgets() async throws {
        try await refuse(3)
        time.advance(by: .seconds(86_400))
        time.advance(by: .milliseconds(1))
        #expect(try await stage.decide(exchange(policy: policy)) == .pass)
        try await refuse(3)
        _ = try await store.forgive(EndUser("ann", of: "acme"), audit: Sample.audit("forgiven"))
        #expect(try await stage.decide(exchange(policy: policy)) == .pass)
    }

    @Test("a full table lets a further user wait for the first, and forgets who is free")
    func bounded() {
        var table = DistanceTable(capacity: 2)
        let users = (0..<3).map { EndUser("u\($0)", of: "a") }
        #expect(table.take(users[0], .seconds(10), at: .at(.seconds(0))) == nil)
        #expect(table.take(users[1], .seconds(10), at: .at(.seconds(4))) == nil)
        #expect(table.take(users[2], .seconds(10), at: .at(.seconds(5))) == .seconds(5))
        #expect(table.take(users[2], .seconds(10), at: .at(.seconds(10))) == nil)
        #expect(table.count == 2)
        #expect(table.take(users[2], .seconds(3), at: .at(.seconds(11))) == .seconds(3))
    }
}
