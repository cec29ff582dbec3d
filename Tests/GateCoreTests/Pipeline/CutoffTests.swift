import GateTestKit
import Testing

@testable import GateCore

@Suite("Cut-off", .timeLimit(.minutes(1)))
struct CutoffTests {
    private struct Fault: Error {}

    private let time = ManualTime()

    @Test("an answer in time is the answer, and leaves no timer behind")
    func inTime() async throws {
        #expect(try await Cutoff.run(within: .seconds(1), time: time) { 7 } == 7)
        #expect(time.sleeperCount == 0)
    }

    @Test("a fault in time is thrown")
    func fault() async {
        await #expect(throws: Fault.self) {
            try await Cutoff.run(within: .seconds(1), time: time) { throw Fault() }
        }
    }

    @Test("work that ignores its cancellation is left behind, and its late answer is dropped")
    func overrun() async {
        let latch = Latch()
        let journal = Journal()
        let running = Task { [time] in
            try await Cutoff.run(within: .seconds(1), time: time) {
                await latch.wait()
                journal.note(Task.isCancelled ? "cancelled" : "not cancelled")
                return 7
            }
        }
        await time.waitForSleepers()
        time.advance(by: .seconds(1) - .nanoseconds(1))
        #expect(time.sleeperCount == 1)
        time.advance(by: .nanoseconds(1))
        await #expect(throws: Cutoff.Overrun.self) { try await running.value }
        latch.open()
        await journal.wait(for: "cancelled")
    }

    @Test("a caller who is cancelled cancels the work, and hears what it says to that")
    func cancelled() async {
        let running = Task { [time] in
            try await Cutoff.run(within: .seconds(1), time: time) {
                try await time.sleep(for: .seconds(100))
            }
        }
        await time.waitForSleepers(2)
        running.cancel()
        await #expect(throws: CancellationError.self) { try await running.value }
    }

    @Test("the work knows until when it is heard, and work outside knows of no end")
    func deadline() async throws {
        time.advance(by: .seconds(5))
        let known = try await Cutoff.run(within: .seconds(2), time: time) {
            await Task { Cutoff.deadline }.value
        }
        #expect(known == Instant(sinceStart: .seconds(7)) && Cutoff.deadline == nil)
    }
}
