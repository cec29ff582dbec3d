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

    private var keeper: QuotaKeeper { QuotaKeeper(ledger: ledger, time: time, log: log) }

    private static func stamp(_ text: String) -> Timestamp {
        Timestamp(iso8601: text) ?? Timestamp(milliseconds: 0)
    }

    /// Judges and ends one exchange through the real pipeline.
    private func run(
        _ keeper: QuotaKeeper, _ exchange: Exchange, onError: StageSlot.FailureMode = .deny,
        ending outcome: Outcome = .accepted
    ) async throws -> Judgement {
        let slot = StageSlot(QuotaStage(keeper), onError: onError)
        let pipeline = Pipeline([slot], time: time, log: log)
        return try await pipeline.run(exchange) { judgement in
            (judgement.verdict.goesOn ? outcome : .refused, judgement)
        }
    }

    /// What is counted of the tenant's first policy.
    private func tally(_ keeper: QuotaKeeper, _ tenant: Tenant) async throws -> QuotaTally? {
        try await keeper.standings(of: tenant, key: "k").first?.tally
    }

    // MARK: What counts

    @Test("only triggers of tenants with a quota are counted")
    func whatCounts() async throws {
        let keeper = keeper
        _ = try await run(keeper, exchange("a", tenant()))
        _ = try await run(keeper, exchange("b", tenant(quota: daily), surface: .moderate))
        #expect(await ledger.calls.isEmpty)
        _ = try await run(keeper, exchange("c", tenant(quota: daily)))
        #expect(await ledger.calls == ["reserve c"], "the task's end decides")
        #expect(keeper.book.count == 0)
    }

    @Test("a call takes what its trigger costs, and nothing where that is nothing")
    func costs() async throws {
        let keeper = keeper
        let costly = QuotaPolicy(limit: 5, window: .day, costs: ["imagine": 3, "upscale": 0])
        let acme = tenant(quota: costly)
        #expect(try await run(keeper, exchange("a", acme)).verdict == .pass)
        let judgement = try await run(keeper, exchange("b", acme))
        #expect(
            judgement.problem?.detail.hasPrefix("The quota of 5 units per day is spent") == true)
        let upscale = Exchange(
            id: "c", caller: exchange(acme).caller, surface: .trigger, kind: "upscale", text: "",
            rules: LiteralRules([]), receivedAt: time.wall())
        #expect(try await run(keeper, upscale).verdict == .pass)
        #expect(await ledger.calls == ["reserve a", "reserve b"])
        let tiny = tenant("tiny", quota: QuotaPolicy(limit: 2, window: .day, costs: ["imagine": 3]))
        #expect(
            try await run(keeper, exchange("d", tiny)).problem?.detail
                == "This call takes 3 units, more than the whole quota of 2 units per day.")
    }

    @Test("each key has its own count where the policy says so")
    func perKey() async throws {
        let keeper = keeper
        let acme = tenant(quota: QuotaPolicy(limit: 1, window: .day, per: .key))
        func call(_ id: ExchangeID, key: KeyID) -> Exchange {
            Exchange(
                id: id, caller: Caller(tenant: acme, key: key, scope: .tenant),
                surface: .trigger, kind: "imagine", text: "", rules: LiteralRules([]),
                receivedAt: time.wall())
        }
        #expect(try await run(keeper, call("a", key: "one")).verdict == .pass)
        let spent = try await run(keeper, call("b", key: "one"))
        #expect(spent.problem?.detail.hasPrefix("The key's quota of 1 trigger per day") == true)
        #expect(try await run(keeper, call("c", key: "two")).verdict == .pass)
        #expect(try await keeper.standings(of: acme, key: nil).isEmpty)
        #expect(try await keeper.standings(of: acme, key: "three").first?.remaining == 1)
    }

    @Test("the window that is spent for longest says when to come again")
    func severalWindows() async throws {
        let keeper = keeper
        var acme = tenant()
        acme.quota = QuotaPlan([
            QuotaPolicy(limit: 3, window: .month), QuotaPolicy(limit: 2, window: .day),
            QuotaPolicy(limit: 1, window: .rolling, hours: 1),
        ])
        #expect(try await run(keeper, exchange("a", acme)).verdict == .pass)
        let rolling = try await run(keeper, exchange("b", acme))
        #expect(rolling.verdict.pause == .seconds(3600))
        #expect(
            rolling.problem?.detail
                == "The quota of 1 trigger in 1 hour is spent; "
                + "enough of it is free at 2026-11-23T23:00:00.000Z.")
        time.advance(by: .seconds(3600) - .milliseconds(1))
        #expect(try await run(keeper, exchange("c", acme)).verdict.pause == .milliseconds(1))
        time.advance(by: .milliseconds(1))
        #expect(try await run(keeper, exchange("d", acme)).verdict == .pass)
        // The day is spent until midnight, and the hour until then as well.
        #expect(try await run(keeper, exchange("e", acme)).verdict.pause == .seconds(3600))
        time.advance(by: .seconds(3600))
        #expect(try await run(keeper, exchange("f", acme)).verdict == .pass)
        let month = try await run(keeper, exchange("g", acme))
        #expect(month.verdict.pause == .seconds(7 * 86_400))
        #expect(await ledger.calls.allSatisfy { $0.hasPrefix("reserve") }, "nothing to give back")
    }

    @Test("a spent quota waits for the window's end and says when that is")
    func spent() async throws {
        let keeper = keeper
        let acme = tenant(quota: daily)
        for id in ["a", "b"] { _ = try await run(keeper, exchange(ExchangeID(id), acme)) }
        let judgement = try await run(keeper, exchange("c", acme))
        #expect(judgement.verdict.pause == .seconds(7200))
        #expect(judgement.problem?.code == .quotaSpent)
        #expect(judgement.problem?.retryAfter == .seconds(7200))
        #expect(
            judgement.problem?.detail
                == "The quota of 2 triggers per day is spent; "
                + "the next day begins at 2026-11-24T00:00:00.000Z.")
        #expect(try await tally(keeper, acme) == QuotaTally(reserved: 2))
        #expect(keeper.book.count == 0)
    }

    @Test("a quota of none allows none")
    func zero() async throws {
        let acme = tenant(quota: QuotaPolicy(limit: 0, window: .day))
        #expect(try await run(keeper, exchange("a", acme)).problem?.code == .quotaSpent)
    }

    @Test("a changed quota holds at once")
    func policyChange() async throws {
        let keeper = keeper
        for id in ["a", "b"] {
            _ = try await run(keeper, exchange(ExchangeID(id), tenant(quota: daily)))
        }
        let lower = tenant(quota: QuotaPolicy(limit: 1, window: .day))
        #expect(try await run(keeper, exchange("c", lower)).problem?.code == .quotaSpent)
        #expect(try await keeper.standings(of: lower, key: nil).first?.remaining == 0)
        let higher = tenant(quota: QuotaPolicy(limit: 3, window: .day))
        #expect(try await run(keeper, exchange("d", higher)).verdict == .pass)
        #expect(try await run(keeper, exchange("e", higher)).problem?.code == .quotaSpent)
    }

    // MARK: Windows

    @Test("the next day begins anew, exactly at midnight")
    func dayRollsOver() async throws {
        let keeper = keeper
        let acme = tenant(quota: QuotaPolicy(limit: 1, window: .day))
        _ = try await run(keeper, exchange("a", acme))
        time.advance(by: .seconds(7200) - .milliseconds(1))
        #expect(try await run(keeper, exchange("b", acme)).verdict.pause == .milliseconds(1))
        time.advance(by: .milliseconds(1))
        #expect(try await run(keeper, exchange("c", acme)).verdict == .pass)
    }

    @Test("days begin at midnight where the tenant is, in summer and in winter")
    func tenantsMidnight() async throws {
        let keeper = keeper
        let berlin = tenant(quota: QuotaPolicy(limit: 1, window: .day), zone: "Europe/Berlin")
        _ = try await run(keeper, exchange("a", berlin))
        #expect(try await run(keeper, exchange("b", berlin)).verdict.pause == .seconds(3600))
        // The day on which the clocks are set forward has 23 hours.
        time.setWall(Self.stamp("2027-03-27T23:00:00Z"))
        let standing = try await keeper.standings(of: berlin, key: nil).first
        #expect(standing?.startsAt == Self.stamp("2027-03-27T23:00:00Z"))
        #expect(standing?.resetsAt == Self.stamp("2027-03-28T22:00:00Z"))
    }

    @Test("a time zone that the machine does not know is \"could not judge\"")
    func unknownZone() async throws {
        let keeper = keeper
        let nowhere = tenant(quota: daily, zone: "Mars/Olympus")
        #expect(try await run(keeper, exchange("a", nowhere)).problem?.code == .couldNotJudge)
        #expect(keeper.book.count == 0)
    }

    @Test(
        "a clock set back or forth by two hours grants no window twice",
        arguments: [QuotaPolicy.Window.day, .month, .rolling])
    func clockSetBack(_ window: QuotaPolicy.Window) async throws {
        let keeper = keeper
        let acme = tenant(quota: QuotaPolicy(limit: 1, window: window, hours: 2))
        time.setWall(Self.stamp("2026-11-30T22:30:00Z"))
        _ = try await run(keeper, exchange("a", acme))
        time.setWall(Self.stamp("2026-12-01T00:30:00Z"))
        #expect(try await run(keeper, exchange("b", acme)).verdict == .pass)
        time.setWall(Self.stamp("2026-11-30T22:30:00Z"))
        for hour in 0..<3 {
            let judgement = try await run(keeper, exchange(ExchangeID("again-\(hour)"), acme))
            #expect(judgement.problem?.code == .quotaSpent, "\(hour) hours later")
            time.advance(by: .seconds(3600))
        }
        #expect(try await tally(keeper, acme)?.reserved == 1)
    }

    @Test("moving to another time zone grants no day twice")
    func zoneChange() async throws {
        let keeper = keeper
        time.setWall(Self.stamp("2026-11-23T12:00:00Z"))
        for (id, zone) in [("a", "UTC"), ("b", "Asia/Tokyo"), ("c", "America/New_York")] {
            let acme = tenant(quota: QuotaPolicy(limit: 1, window: .day), zone: zone)
            let judgement = try await run(keeper, exchange(ExchangeID(id), acme))
            #expect(judgement.verdict.goesOn == (id == "a"))
        }
    }

    // MARK: How calls end

    @Test(
        "every end gives the unit back but acceptance and being held",
        arguments: Outcome.allCases)
    func refunds(_ outcome: Outcome) async throws {
        let keeper = keeper
        let acme = tenant(quota: QuotaPolicy(limit: 1, window: .month))
        _ = try await run(keeper, exchange("a", acme), ending: outcome)
        let isKept = outcome == .accepted || outcome == .held
        #expect(await ledger.calls == (isKept ? ["reserve a"] : ["reserve a", "refund a"]))
        #expect(try await run(keeper, exchange("b", acme)).verdict.goesOn == !isKept)
    }

    @Test("64 callers at once get exactly the quota, and the book is empty after")
    func concurrency() async throws {
        let keeper = keeper
        let acme = tenant(quota: QuotaPolicy(limit: 100, window: .day))
        let accepted = try await withThrowingTaskGroup(of: Int.self) { group in
            for caller in 0..<64 {
                group.addTask {
                    var count = 0
                    for call in 0..<5 {
                        let id = ExchangeID("\(caller)-\(call)")
                        let judgement = try await run(keeper, exchange(id, acme))
                        count += judgement.verdict.goesOn ? 1 : 0
                    }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(accepted == 100)
        #expect(try await tally(keeper, acme) == QuotaTally(reserved: 100))
        #expect(keeper.book.count == 0)
    }

    @Test("two quota stages of one pipeline take one unit together")
    func twoStages() async throws {
        let keeper = keeper
        let acme = tenant(quota: daily)
        let pipeline = Pipeline(
            [
                StageSlot(QuotaStage(keeper), name: "one"),
                StageSlot(QuotaStage(keeper), name: "two", mode: .shadow),
            ], time: time, log: log)
        let judgement = try await pipeline.run(exchange("a", acme)) { (.accepted, $0) }
        #expect(judgement.runs.map(\.verdict) == ["pass", "pass"])
        #expect(try await tally(keeper, acme)?.reserved == 1)
        #expect(keeper.book.count == 0)
    }

    // MARK: Ledgers that fail

    @Test("a ledger that fails is \"could not judge\", and what it may have kept is given back")
    func ledgerDown() async throws {
        let keeper = keeper
        let acme = tenant(quota: daily)
        await ledger.fail("reserve")
        let judgement = try await run(keeper, exchange("a", acme))
        #expect(judgement.problem?.code == .couldNotJudge)
        #expect(judgement.runs.first?.verdict == "error")
        #expect(await ledger.calls == ["reserve a", "refund a"])
        #expect(try await tally(keeper, acme) == QuotaTally())
    }

    @Test("a refund that fails is tried once more, and then left to the end of the lease")
    func refundFails() async throws {
        let records = LogRecords()
        let keeper = QuotaKeeper(
            ledger: ledger, time: time, log: Logger(label: "test") { _ in records })
        let acme = tenant(quota: daily)
        await ledger.fail("refund")
        _ = try await run(keeper, exchange("a", acme), ending: .full)
        #expect(try await tally(keeper, acme) == QuotaTally())
        await ledger.fail("refund", times: 2)
        _ = try await run(keeper, exchange("b", acme), ending: .full)
        #expect(records.messages == ["could not give quota back; its lease will end"])
        #expect(try await tally(keeper, acme)?.reserved == 1)
        await keeper.sweep()
        #expect(try await tally(keeper, acme)?.reserved == 1, "the lease is not over")
        time.advance(by: .seconds(300))
        await keeper.sweep()
        #expect(try await tally(keeper, acme) == QuotaTally())
    }

    @Test("the lease of a call that is still judged does not end")
    func liveLease() async throws {
        let keeper = keeper
        let acme = tenant(quota: daily)
        let stage = QuotaStage(keeper, settings: QuotaSettings(lease: .seconds(10)))
        let call = exchange("a", acme)
        #expect(try await stage.decide(call) == .pass)
        // A clock that jumps ahead ends no lease either.
        time.setWall(time.wall() + .seconds(7200) + .milliseconds(-1))
        await keeper.sweep()
        #expect(await ledger.lastWish?.leaseUntil == Self.stamp("2026-11-23T22:00:10Z"))
        time.setWall(Self.stamp("2026-11-23T23:00:00Z"))
        #expect(try await tally(keeper, acme)?.reserved == 1)
        await stage.finish(call, outcome: .failed)
        #expect(try await tally(keeper, acme) == QuotaTally())
    }

    @Test("looks for what nobody ended at intervals, also after a look that failed")
    func sweeps() async throws {
        let keeper = keeper
        await ledger.fail("expire")
        let running = Task { try await keeper.run() }
        for count in 1...3 {
            await time.waitForSleepers()
            time.advance(by: .seconds(30))
            while await ledger.calls.count < count { await Task.yield() }
        }
        running.cancel()
        await #expect(throws: CancellationError.self) { try await running.value }
    }

    @Test(
        "a reservation that comes after the stage was cut off is settled as the exchange ended",
        arguments: [StageSlot.FailureMode.deny, .pass])
    func lateReservation(_ onError: StageSlot.FailureMode) async throws {
        let keeper = keeper
        let acme = tenant(quota: daily)
        await ledger.shut()
        async let judging = run(keeper, exchange("a", acme), onError: onError)
        while !(await ledger.isWaitedFor) { await Task.yield() }
        await time.waitForSleepers()
        time.advance(by: .seconds(2))
        let judgement = try await judging
        #expect(judgement.runs.first?.verdict == "timeout")
        #expect(judgement.verdict.goesOn == (onError == .pass))
        await ledger.open()
        while keeper.book.count > 0 { await Task.yield() }
        let isKept = onError == .pass
        while !isKept, await ledger.calls.count < 2 { await Task.yield() }
        while try await tally(keeper, acme)?.reserved != (isKept ? 1 : 0) { await Task.yield() }
        #expect(await ledger.calls == (isKept ? ["reserve a"] : ["reserve a", "refund a"]))
    }

    @Test("an exchange that ended before its judging began is never reserved for")
    func endedBeforeBegun() async throws {
        let keeper = keeper
        let stage = QuotaStage(keeper)
        let exchange = exchange("a", tenant(quota: daily))
        await stage.finish(exchange, outcome: .undecided)
        await #expect(throws: CancellationError.self) { try await stage.decide(exchange) }
        #expect(await ledger.calls.isEmpty)
        #expect(keeper.book.count == 0)
    }

    @Test("a caller who hung up gets no unit lost")
    func cancelledCaller() async throws {
        let keeper = keeper
        let acme = tenant(quota: daily)
        await ledger.shut()
        let caller = Task { try await run(keeper, exchange("a", acme), ending: .failed) }
        while !(await ledger.isWaitedFor) { await Task.yield() }
        caller.cancel()
        await ledger.open()
        _ = try await caller.value
        #expect(await ledger.calls == ["reserve a", "refund a"])
        #expect(try await tally(keeper, acme) == QuotaTally())
    }

    // MARK: What is left

    @Test("the standing tells limit, use and the next window")
    func standing() async throws {
        let keeper = keeper
        #expect(try await keeper.standings(of: tenant(), key: "k").isEmpty)
        let policy = QuotaPolicy(limit: 5, window: .month)
        let acme = tenant(quota: policy)
        _ = try await run(keeper, exchange("a", acme))
        try await keeper.grant(2, of: policy, tenant: acme, key: nil)
        let standing = try #require(try await keeper.standings(of: acme, key: "k").first)
        #expect(
            standing
                == QuotaStanding(
                    policy: policy, key: nil, tally: QuotaTally(reserved: 1, granted: 2),
                    startsAt: Self.stamp("2026-11-01T00:00:00Z"),
                    resetsAt: Self.stamp("2026-12-01T00:00:00Z")))
        #expect(standing.remaining == 6)
    }

    @Test("a rolling window's standing tells when it is empty")
    func rollingStanding() async throws {
        let keeper = keeper
        let acme = tenant(quota: QuotaPolicy(limit: 5, window: .rolling, hours: 3))
        let empty = try await keeper.standings(of: acme, key: nil).first
        #expect(empty?.startsAt == Self.stamp("2026-11-23T19:00:00Z"))
        #expect(empty?.resetsAt == Self.stamp("2026-11-23T22:00:00Z"))
        _ = try await run(keeper, exchange("a", acme))
        time.advance(by: .seconds(60))
        let used = try await keeper.standings(of: acme, key: nil).first
        #expect(used?.resetsAt == Self.stamp("2026-11-24T01:00:00Z"))
    }
}
