import GateCore
import GateTestKit
import Testing

@testable import GateLimits

@Suite("Pace table")
struct PaceTableTests {
    private let limit = GCRA(RatePolicy(requests: 1, per: .second))

    @Test("memory is bounded, and forgetting changes no tenant's pace")
    func bounded() {
        let random = SeededRandom(seed: 7)
        var table = PaceTable(capacity: 50)
        var model: [TenantID: CallLog] = [:]
        var now = Instant.at(.zero)
        for _ in 0..<20_000 {
            now = now + .nanoseconds(Int64(random.next() % 60_000_000))
            let id = TenantID("t\(random.next() % 200)")
            let log = model[id] ?? CallLog(interval: limit.interval, burst: limit.burst)
            switch table.take(id, limit, at: now) {
            case .admitted:
                #expect(log.wouldAdmit(now))
                model[id] = log.noting(now)
            case .denied(let pause):
                #expect(!log.wouldAdmit(now))
                #expect(log.wouldAdmit(now + pause))
            case .noRoom(let pause):
                #expect(table.count == 50)
                #expect(pause > .zero && pause <= .seconds(1))
            }
            #expect(table.count <= 50)
        }
    }

    @Test("an entry that came after the last clearing is found at the next")
    func sweepSeesNewEntries() {
        let slow = GCRA(RatePolicy(requests: 1, per: .hour))
        var table = PaceTable(capacity: 2)
        let answers = [
            table.take("slow", slow, at: .at(.zero)),
            table.take("a", limit, at: .at(.zero)),
            table.take("b", limit, at: .at(.seconds(1))),
            table.take("c", limit, at: .at(.milliseconds(1500))),
            table.take("c", limit, at: .at(.seconds(2))),
        ]
        #expect(
            answers == [
                .admitted, .admitted, .admitted, .noRoom(retryAfter: .milliseconds(500)),
                .admitted,
            ])
    }
}
