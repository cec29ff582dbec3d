import GateCore
import GateTestKit
import Testing

@testable import GateLimits

@Suite("Pace book")
struct PaceBookTests {
    private let hourly = RatePolicy(requests: 1, per: .hour)
    private let quick = RatePolicy(requests: 1, per: .second)

    private func demand(
        _ policy: RatePolicy, tenant: TenantID = "acme", _ partition: String = ""
    ) -> PaceDemand {
        PaceDemand(
            key: PaceKey(
                tenant: tenant, by: policy.by, policy: policy.name, partition: partition),
            policy: policy, limit: GCRA(policy))
    }

    private func user(_ policy: RatePolicy, _ name: String, of tenant: TenantID) -> PaceDemand {
        demand(
            RatePolicy(requests: policy.requests, per: policy.per, by: .endUser), tenant: tenant,
            name)
    }

    /// 400 seeds of 80 calls by three policies each.
    @Test("admits exactly what all logs together admit, tightly, and a denied call counts in none")
    func agreesWithTheNaiveModel() {
        for seed in 1...400 as ClosedRange<UInt64> {
            var model = BookModel(seed: seed)
            if let fault = model.firstFault(calls: 80) {
                Issue.record("seed \(seed): \(fault)")
                return
            }
        }
    }

    @Test("memory is bounded, and forgetting changes nobody's pace")
    func bounded() {
        let random = SeededRandom(seed: 7)
        var book = PaceBook(PaceRoom(tenants: 50))
        var model: [TenantID: CallLog] = [:]
        var now = Instant.at(.zero)
        for _ in 0..<20_000 {
            now = now + .nanoseconds(Int64(random.next() % 60_000_000))
            let demand = demand(quick, tenant: TenantID("t\(random.next() % 200)"))
            let log = model[demand.key.tenant] ?? CallLog(interval: .seconds(1), burst: 1)
            switch book.take([demand], at: now) {
            case .admitted:
                #expect(log.wouldAdmit(now))
                model[demand.key.tenant] = log.noting(now)
            case .denied(let pause, let places):
                #expect(places == [0])
                #expect(!log.wouldAdmit(now))
                #expect(log.wouldAdmit(now + pause))
            case .noRoom(let pause):
                #expect(book.count == 50)
                #expect(pause > .zero && pause <= .seconds(1))
            }
            #expect(book.count <= 50)
        }
    }

    @Test("whoever finds no room is told when there is some, and has counted nowhere")
    func room() {
        var book = PaceBook(PaceRoom(tenants: 2))
        let answers = [
            book.take([demand(hourly, tenant: "slow")], at: .at(.zero)),
            book.take([demand(quick, tenant: "a")], at: .at(.zero)),
            book.take([demand(quick, tenant: "b")], at: .at(.seconds(1))),
            book.take([demand(quick, tenant: "c")], at: .at(.milliseconds(1500))),
            book.take([demand(quick, tenant: "c")], at: .at(.seconds(2))),
        ]
        #expect(
            answers == [
                .admitted, .admitted, .admitted, .noRoom(retryAfter: .milliseconds(500)),
                .admitted,
            ])
        let both = [demand(quick, tenant: "d"), demand(hourly, tenant: "d", "k")]
        #expect(book.take(both, at: .at(.milliseconds(2500))) != .admitted)
        #expect(book.standing(both[0], at: .at(.milliseconds(2500))).remaining == 1)
    }

    @Test("a flood of user names costs its own tenant's new users alone, and nobody known")
    func flood() {
        var book = PaceBook(PaceRoom(tenants: 10, users: 100, usersOfOne: 60, usersOfEach: 20))
        let now = Instant.at(.zero)
        #expect(book.take([user(hourly, "regular", of: "flooded")], at: now) == .admitted)
        var admitted = 1
        for number in 0..<1000
        where book.take([user(hourly, "u\(number)", of: "flooded")], at: now) == .admitted {
            admitted += 1
        }
        #expect(admitted == 60)
        #expect(
            book.take([user(hourly, "new", of: "flooded")], at: now)
                == .noRoom(retryAfter: .seconds(1)))
        #expect(
            book.take([user(hourly, "regular", of: "flooded")], at: now)
                == .denied(retryAfter: .seconds(3600), by: [0]))
        for tenant in ["b", "c", "d", "e"] as [TenantID] {
            for number in 0..<20 {
                #expect(book.take([user(hourly, "u\(number)", of: tenant)], at: now) == .admitted)
            }
            #expect(book.take([demand(hourly, tenant: tenant)], at: now) == .admitted)
        }
    }

    @Test("the room of a flood is free again when its users are out of debt")
    func floodEnds() {
        var book = PaceBook(PaceRoom(users: 500, usersOfOne: 500))
        for number in 0..<500 {
            #expect(book.take([user(quick, "u\(number)", of: "a")], at: .at(.zero)) == .admitted)
        }
        #expect(book.take([user(quick, "x", of: "a")], at: .at(.zero)) != .admitted)
        for number in 0..<300 {
            #expect(
                book.take([user(quick, "y\(number)", of: "a")], at: .at(.seconds(1))) == .admitted)
        }
        #expect(book.count < 500)
    }
}
