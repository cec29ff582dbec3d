import GateCore
import GateTestKit

@testable import GateLimits

/// A random run of calls by three policies, judged by the book and by logs of all calls.
struct BookModel {
    private let random: SeededRandom
    private let policies: [RatePolicy]
    private var book = PaceBook(PaceRoom())
    private var logs: [PaceKey: CallLog] = [:]
    private var now = Instant.at(.zero)

    init(seed: UInt64) {
        let random = SeededRandom(seed: seed)
        self.random = random
        policies = RatePolicy.Scope.allCases.map { scope in
            RatePolicy(
                requests: Int(random.next() % 20) + 1,
                per: RatePolicy.Period.allCases[Int(random.next() % 2)],
                burst: Int(random.next() % 8) + 1, by: scope)
        }
    }

    /// What the book said wrong first; nil when it agreed all along.
    mutating func firstFault(calls: Int) -> String? {
        for call in 1...calls {
            now = now + .nanoseconds(Int64(random.next() % 2_000_000_000))
            let demands = someDemands()
            let admits = admits(demands, now)
            switch book.take(demands, at: now) {
            case .admitted:
                guard admits else { return "call \(call) admitted against the logs" }
                for demand in demands { logs[demand.key] = log(demand).noting(now) }
            case .denied(let pause, let places):
                guard !admits else { return "call \(call) denied against the logs" }
                let spent = demands.indices.filter { !log(demands[$0]).wouldAdmit(now) }
                guard places == spent else { return "call \(call): wrong policies \(places)" }
                let then = now + pause
                let before = Instant.at(then.sinceStart - .nanoseconds(1))
                guard !self.admits(demands, before) else { return "call \(call): waits too long" }
                guard self.admits(demands, then) else { return "call \(call): too soon" }
            case .noRoom: return "call \(call): no room"
            }
        }
        return nil
    }

    private func someDemands() -> [PaceDemand] {
        let names = ["", "k\(random.next() % 2)", "u\(random.next() % 4)"]
        return zip(policies, names).map { policy, name in
            PaceDemand(
                key: PaceKey(
                    tenant: "acme", by: policy.by, policy: policy.name, partition: name),
                policy: policy, limit: GCRA(policy))
        }
    }

    private func admits(_ demands: [PaceDemand], _ now: Instant) -> Bool {
        demands.allSatisfy { log($0).wouldAdmit(now) }
    }

    private func log(_ demand: PaceDemand) -> CallLog {
        logs[demand.key] ?? CallLog(interval: demand.limit.interval, burst: demand.limit.burst)
    }
}
