import GateCore
import GateTestKit
import Logging
import Testing

@testable import GateLimits

@Suite("Quota stage", .timeLimit(.minutes(1)))
struct QuotaStageTests {
    private let time = ManualTime(wall: stamp("2026-11-23T22:00:00Z"))
    private let ledger = MemoryLedger()
    private let daily = QuotaPolicy(limit: 2, window: .day)
    private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private var stage: QuotaStage { QuotaStage(ledger: ledger, time: time, log: log) }

    private static func stamp(_ text: String) -> Timestamp {
        Timestamp(iso8601: text) ?? Timestamp(milliseconds: 0)
    }

    /// Judges and ends one exchange through the real pipeline.
    private func run(
        _ stage: any Stage, _ exchange: Exchange, onError: StageSlot.FailureMode = .deny,
        ending outcome: Outcome = .accepted
    ) async throws -> Judgement {
        let pipeline = Pipeline([StageSlot(stage, onError: onError)], time: time, log: log)
        return try await pipeline.run(exchange) { judgement in
            (judgement.verdict.goesOn ? outcome : .refused, judgement)
        }
    }

    @Test("only triggers of tenants with a quota are counted")
    func whatCounts() async throws {
        let stage = stage
        _ = try await run(stage, exchange("a", tenant()))
        _ = try await run(stage, exchange("b", tenant(quota: daily), surface: .moderate))
        #expect(await ledger.calls.isEmpty)
        _ = try await run(stage, exchange("c", tenant(quota: daily)))
        #expect(await ledger.calls == ["reserve c", "commit c"])
        #expect(stage.book.count == 0)
    }

    @Test("a spent quota waits for the window's end and says when that is")
    func spent() async throws {
        let stage = stage
        let acme = tenant(quota: daily)
        for id in ["a", "b"] { _ = try await run(stage, exchange(ExchangeID(id), acme)) }
        let judgement = try await run(stage, exchange("c", acme))
        #expect(judgement.verdict.pause == .seconds(7200))
        #expect(judgement.problem?.code == .quotaSpent)
        #expect(judgement.problem?.retryAfter == .seconds(7200))
        #expect(
            judgement.problem?.detail
                == "The quota of 2 triggers per day is spent; "
                + "the next day begins at 2026-11-24T00:00:00.000Z.")
        #expect(await ledger.committed == 2)
        #expect(await ledger.reserved == 0)
        #expect(stage.book.count == 0)
    }

    @Test(
        "every end but acceptance gives the unit back",
        arguments: Outcome.allCases.filter { $0 != .accepted })
    func refunds(_ outcome: Outcome) async throws {
        let stage = stage
        let acme = tenant(quota: QuotaPolicy(limit: 1, window: .month))
        _ = try await run(stage, exchange("a", acme), ending: outcome)
        #expect(await ledger.calls == ["reserve a", "refund a"])
        #expect(try await run(stage, exchange("b", acme)).verdict == .pass)
    }

    @Test("a quota of none allows none")
    func zero() async throws {
        let acme = tenant(quota: QuotaPolicy(limit: 0, window: .day))
        #expect(try await run(stage, exchange("a", acme)).problem?.code == .quotaSpent)
    }

    @Test("a changed quota holds at once")
    func policyChange() async throws {
        let stage = stage
        for id in ["a", "b"] {
            _ = try await run(stage, exchange(ExchangeID(id), tenant(quota: daily)))
        }
        let lower = tenant(quota: QuotaPolicy(limit: 1, window: .day))
        #expect(try await run(stage, exchange("c", lower)).problem?.code == .quotaSpent)
        #expect(try await stage.standing(of: lower)?.remaining == 0)
        let higher = tenant(quota: QuotaPolicy(limit: 3, window: .day))
        #expect(try await run(stage, exchange("d", higher)).verdict == .pass)
        #expect(try await run(stage, exchange("e", higher)).problem?.code == .quotaSpent)
    }

    @Test("the next day begins anew, exactly at midnight UTC")
    func dayRollsOver() async throws {
        let stage = stage
        let acme = tenant(quota: QuotaPolicy(limit: 1, window: .day))
        _ = try await run(stage, exchange("a", acme))
        time.advance(by: .seconds(7200) - .milliseconds(1))
        #expect(try await run(stage, exchange("b", acme)).verdict.pause == .milliseconds(1))
        time.advance(by: .milliseconds(1))
        #expect(try await run(stage, exchange("c", acme)).verdict == .pass)
    }

    @Test("a clock set back over midnight grants no day twice")
    func clockSetBack() async throws {
        let stage = stage
        let acme = tenant(quota: QuotaPolicy(limit: 1, window: .day))
        _ = try await run(stage, exchange("a", acme))
        time.setWall(Self.stamp("2026-11-24T01:00:00Z"))
        #expect(try await run(stage, exchange("b", acme)).verdict == .pass)
        time.setWall(Self.stamp("2026-11-23T23:00:00Z"))
        #expect(try await run(stage, exchange("c", acme)).verdict.pause == .seconds(3600))
        time.advance(by: .seconds(3600))
        #expect(try await run(stage, exchange("d", acme)).problem?.code == .quotaSpent)
    }

    @Test(
        "windows begin and end with the calendar",
        arguments: [
            (QuotaPolicy.Window.day, "2026-12-31T23:59:59.999Z", "2026-12-31", "2027-01-01"),
            (.month, "2026-12-31T23:59:59.999Z", "2026-12-01", "2027-01-01"),
            (.month, "2028-02-29T12:00:00Z", "2028-02-01", "2028-03-01"),
            (.day, "2028-02-28T00:00:00Z", "2028-02-28", "2028-02-29"),
        ])
    func windows(_ window: QuotaPolicy.Window, _ now: String, _ start: String, _ end: String) {
        #expect(window.start(at: Self.stamp(now)) == Self.stamp(start))
        #expect(window.end(at: Self.stamp(now)) == Self.stamp(end))
    }

    @Test("64 callers at once get exactly the quota, and nothing stays reserved")
    func concurrency() async throws {
        let stage = stage
        let acme = tenant(quota: QuotaPolicy(limit: 100, window: .day))
        let accepted = try await withThrowingTaskGroup(of: Int.self) { group in
            for caller in 0..<64 {
                group.addTask {
                    var count = 0
                    for call in 0..<5 {
                        let id = ExchangeID("\(caller)-\(call)")
                        let judgement = try await run(stage, exchange(id, acme))
                        count += judgement.verdict.goesOn ? 1 : 0
                    }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(accepted == 100)
        #expect(await ledger.committed == 100)
        #expect(await ledger.reserved == 0)
        #expect(stage.book.count == 0)
    }

    @Test("a ledger that fails is \"could not judge\", and what it may have kept is given back")
    func ledgerDown() async throws {
        let stage = stage
        let acme = tenant(quota: daily)
        await ledger.fail("reserve")
        let judgement = try await run(stage, exchange("a", acme))
        #expect(judgement.problem?.code == .couldNotJudge)
        #expect(judgement.runs.first?.verdict == "error")
        #expect(await ledger.calls == ["reserve a", "refund a"])
        #expect(await ledger.reserved == 0)
    }

    @Test("a commit or refund that fails is tried once more")
    func settlesTwice() async throws {
        let stage = stage
        let acme = tenant(quota: daily)
        await ledger.fail("commit")
        _ = try await run(stage, exchange("a", acme))
        #expect(await ledger.calls == ["reserve a", "commit a", "commit a"])
        #expect(await ledger.committed == 1)
        await ledger.fail("refund")
        _ = try await run(stage, exchange("b", acme), ending: .full)
        #expect(await ledger.reserved == 0)
    }

    @Test("a unit that could be neither committed nor refunded is reported, and stays counted")
    func settlementFails() async throws {
        let records = LogRecords()
        let log = Logger(label: "test") { _ in records }
        let stage = QuotaStage(ledger: ledger, time: time, log: log)
        await ledger.fail("commit", times: 2)
        _ = try await run(stage, exchange("a", tenant(quota: daily)))
        #expect(records.messages == ["could not settle quota; the unit stays counted"])
        #expect(try await stage.standing(of: tenant(quota: daily))?.used == 1)
        #expect(stage.book.count == 0)
    }

    @Test(
        "a reservation that comes after the stage was cut off is settled as the exchange ended",
        arguments: [StageSlot.FailureMode.deny, .pass])
    func lateReservation(_ onError: StageSlot.FailureMode) async throws {
        let stage = stage
        let acme = tenant(quota: daily)
        await ledger.shut()
        async let judging = run(stage, exchange("a", acme), onError: onError)
        while !(await ledger.isWaitedFor) { await Task.yield() }
        await time.waitForSleepers()
        time.advance(by: .seconds(2))
        let judgement = try await judging
        #expect(judgement.runs.first?.verdict == "timeout")
        #expect(judgement.verdict.goesOn == (onError == .pass))
        await ledger.open()
        while stage.book.count > 0 { await Task.yield() }
        let settled = onError == .pass ? "commit a" : "refund a"
        while await ledger.calls.count < 2 { await Task.yield() }
        #expect(await ledger.calls == ["reserve a", settled])
        #expect(await ledger.reserved == 0)
    }

    @Test("an exchange that ended before its judging began is never reserved for")
    func endedBeforeBegun() async throws {
        let stage = stage
        let exchange = exchange("a", tenant(quota: daily))
        await stage.finish(exchange, outcome: .undecided)
        await #expect(throws: CancellationError.self) { try await stage.decide(exchange) }
        #expect(await ledger.calls.isEmpty)
        #expect(stage.book.count == 0)
    }

    @Test("a caller who hung up gets no unit lost")
    func cancelledCaller() async throws {
        let stage = stage
        let acme = tenant(quota: daily)
        await ledger.shut()
        let caller = Task { try await run(stage, exchange("a", acme)) }
        while !(await ledger.isWaitedFor) { await Task.yield() }
        caller.cancel()
        await ledger.open()
        let judgement = try await caller.value
        #expect(judgement.verdict == .pass)
        #expect(await ledger.committed + ledger.reserved == 1)
        #expect(await ledger.calls == ["reserve a", "commit a"])
    }

    @Test("the standing tells limit, use and the next window")
    func standing() async throws {
        let stage = stage
        #expect(try await stage.standing(of: tenant()) == nil)
        let acme = tenant(quota: QuotaPolicy(limit: 5, window: .month))
        _ = try await run(stage, exchange("a", acme))
        let standing = try await stage.standing(of: acme)
        #expect(
            standing
                == QuotaStanding(limit: 5, used: 1, resetsAt: Self.stamp("2026-12-01T00:00:00Z")))
        #expect(standing?.remaining == 4)
    }
}
