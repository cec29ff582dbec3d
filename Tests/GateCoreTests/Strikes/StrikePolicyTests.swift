import Testing

@testable import GateCore

@Suite("Strike policy")
struct StrikePolicyTests {
    private let policy = StrikePolicy(
        windowHours: 24, flagAt: 2, slowAt: 4, slowSeconds: 30, pauseAt: 6, pauseMinutes: 10)

    private func measure(_ count: Int, at second: Int64 = 1000, last: Int64 = 1000)
        -> StrikeMeasure
    {
        policy.measure(
            StrikeTally(count: count, lastAt: count > 0 ? .second(last) : nil), at: .second(second))
    }

    @Test("each threshold begins at its count")
    func thresholds() {
        let words = (0...7).map { measure($0).name }
        #expect(
            words == [
                "none", "none", "flagged", "flagged", "slowed", "slowed", "paused", "paused",
            ])
        #expect(measure(4) == .slowed(every: .seconds(30)))
    }

    @Test("a pause lasts from the last refusal on, and afterwards the user is slowed down")
    func pause() {
        #expect(measure(6) == .paused(until: .second(1600)))
        #expect(measure(6, at: 1599) == .paused(until: .second(1600)))
        #expect(measure(6, at: 1600) == .slowed(every: .seconds(30)))
        #expect(measure(7, at: 1700, last: 1650) == .paused(until: .second(2250)))
    }

    @Test("a threshold that is not set has no effect")
    func unset() {
        let tally = StrikeTally(count: StrikePolicy.highestThreshold, lastAt: .second(5))
        #expect(StrikePolicy().measure(tally, at: .second(6)) == .none)
        #expect(
            StrikePolicy(pauseAt: 1, pauseMinutes: 1).measure(tally, at: .second(600)) == .none)
        #expect(StrikePolicy(flagAt: 1).measure(tally, at: .second(6)) == .flagged)
    }

    @Test("the window is bounded by what is kept")
    func window() {
        #expect(policy.windowStart(at: .second(86_400)) == .second(0))
        #expect(StrikePolicy(windowHours: 9999).windowHours == StrikePolicy.longestWindowHours)
    }

    @Test("a refusal is a blocked exchange of somebody")
    func strike() {
        func record(_ outcome: Outcome, _ endUser: String?) -> AuditRecord {
            AuditRecord(
                id: "e", at: .second(1), tenant: "a", key: "k", endUser: endUser,
                surface: .trigger, kind: "imagine", task: nil, outcome: outcome, action: .block,
                code: nil, endedBy: nil, stages: [], matches: [], revision: "r", prompt: "")
        }
        let counted = Outcome.allCases.filter { record($0, "ann").strike != nil }
        #expect(counted == [.blocked])
        #expect(record(.blocked, "ann").strike == EndUser("ann", of: "a"))
        #expect(record(.blocked, nil).strike == nil)
    }
}
