import GateCore
import GateHooks
import GateTestKit
import Testing

@Suite struct RetryScheduleTests {
    private let random = SeededRandom(seed: 7)

    private func pauses(_ schedule: RetrySchedule) -> [Duration] {
        var pauses: [Duration] = []
        while let pause = schedule.pause(
            afterTry: pauses.count + 1, retryAfter: nil, random: random)
        {
            pauses.append(pause)
        }
        return pauses
    }

    @Test("begins quickly, never shortens, and ends after about a day")
    func standard() {
        for _ in 0..<100 {
            let all = pauses(.standard)
            #expect(all.count == RetrySchedule.standard.tries - 1)
            #expect(all[0] <= .milliseconds(1200))
            let sum = all.reduce(Duration.zero, +)
            #expect(sum > .seconds(19 * 3600) && sum < .seconds(29 * 3600))
        }
    }

    @Test("spreads what failed together by a fifth either way")
    func jitter() {
        let schedule = RetrySchedule(pauses: [.seconds(100)])
        let all = (0..<1000).compactMap { _ in
            schedule.pause(afterTry: 1, retryAfter: nil, random: random)
        }
        #expect(all.allSatisfy { $0 >= .seconds(80) && $0 < .seconds(120) })
        #expect((all.max() ?? .zero) - (all.min() ?? .zero) > .seconds(35))
    }

    @Test("honours Retry-After, within bounds, and only to wait longer")
    func retryAfter() {
        func pause(_ retryAfter: Duration) -> Duration? {
            RetrySchedule.standard.pause(afterTry: 4, retryAfter: retryAfter, random: random)
        }
        #expect(pause(.seconds(3600)) == .seconds(3600))
        #expect(pause(.seconds(30 * 24 * 3600)) == .seconds(28_800))
        #expect((pause(.seconds(1)) ?? .zero) >= .seconds(96))
    }

    @Test("gives up after the last try, whatever the receiver asks for")
    func end() {
        let schedule = RetrySchedule(pauses: [.seconds(1), .seconds(2)])
        #expect(schedule.tries == 3)
        #expect(schedule.pause(afterTry: 2, retryAfter: nil, random: random) != nil)
        #expect(schedule.pause(afterTry: 3, retryAfter: .seconds(1), random: random) == nil)
    }
}
