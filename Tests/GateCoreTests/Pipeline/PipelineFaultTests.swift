import GateCore
import GateTestKit
import Testing

/// What a stage that cannot judge does to the exchange.
@Suite("Pipeline with faulty stages", .timeLimit(.minutes(1)))
struct PipelineFaultTests {
    /// The ways in which a stage fails to answer.
    enum Fault: String, CaseIterable, Error {
        /// Throws at once.
        case broken
        /// Sleeps on, and ends when it is cancelled.
        case hung
        /// Ignores its cancellation, and then says `deny`.
        case lateDenial
        /// Ignores its cancellation, and then says `pass`.
        case latePass
    }

    /// One cell of the matrix.
    struct Case: CustomStringConvertible {
        let fault: Fault
        let onError: StageSlot.FailureMode
        let position: Int

        static let all: [Case] = Fault.allCases.flatMap { fault in
            [StageSlot.FailureMode.deny, .pass].flatMap { onError in
                (0..<3).map { Case(fault: fault, onError: onError, position: $0) }
            }
        }

        var description: String { "\(fault) at \(position), on_error \(onError)" }
    }

    private let time = ManualTime()
    private let journal = Journal()
    private let latch = Latch()

    private func faulty(_ name: String, _ fault: Fault) -> ScriptedStage {
        ScriptedStage(name, journal) { [time, latch] in
            switch fault {
            case .broken: throw Fault.broken
            case .hung: try await time.sleep(for: .seconds(1000))
            case .lateDenial, .latePass: await latch.wait()
            }
            return fault == .latePass ? .pass : .deny(Reason(.bannedPrompt, "Too late."))
        }
    }

    private func slots(_ cell: Case) -> [StageSlot] {
        (0..<3).map { place in
            let name = "\(place)"
            let stage =
                place == cell.position ? faulty(name, cell.fault) : ScriptedStage(name, journal)
            return StageSlot(stage, name: name, timeout: .seconds(2), onError: cell.onError)
        }
    }

    /// Lets the time run out for the faulty stage, once it is at work.
    private func runOutOfTime(_ cell: Case) async {
        guard cell.fault != .broken else { return }
        await journal.wait(for: "decide \(cell.position)")
        await time.waitForSleepers(cell.fault == .hung ? 2 : 1)
        time.advance(by: .seconds(2))
    }

    @Test("a fault means what on_error says, wherever the stage stands", arguments: Case.all)
    func matrix(_ cell: Case) async throws {
        let pipeline = Pipeline(slots(cell), time: time, log: silent)
        async let answer = pipeline.run(exchange()) { (Outcome.accepted, $0) }
        await runOutOfTime(cell)
        let judgement = try await answer

        let denies = cell.onError == .deny
        #expect(judgement.problem?.code == (denies ? .couldNotJudge : nil))
        #expect(judgement.verdict.name == (denies ? "deny" : "flag"))
        #expect(judgement.endedBy == (denies ? "\(cell.position)" : nil))
        let word = cell.fault == .broken ? "error" : "timeout"
        #expect(judgement.runs.last { $0.stage == "\(cell.position)" }?.verdict == word)
        let begun = denies ? cell.position + 1 : 3
        #expect(judgement.runs.count == begun)

        // The late answer changes nothing any more.
        let entries = journal.entries
        #expect(entries.filter { $0.hasPrefix("finish") }.count == begun)
        latch.open()
        for _ in 0..<20 { await Task.yield() }
        #expect(journal.entries == entries)
    }

    @Test("a caller who hangs up does not slip past a stage that lets through on error")
    func cancelledCaller() async throws {
        let pipeline = Pipeline(
            [StageSlot(faulty("0", .hung), onError: .pass)], time: time, log: silent)
        let caller = Task {
            try await pipeline.run(exchange()) { (Outcome.undecided, $0) }
        }
        await time.waitForSleepers(2)
        caller.cancel()
        let judgement = try await caller.value
        #expect(judgement.problem?.code == .couldNotJudge)
        #expect(journal.entries == ["decide 0", "finish 0 undecided"])
    }

    @Test("a caller's cancellation does not reach what stages do at the end")
    func finishIsShielded() async throws {
        let journal = journal
        let latch = latch
        let stage = ScriptedStage(
            "0", journal,
            ending: { journal.note(Task.isCancelled ? "cancelled" : "not cancelled") })
        let pipeline = Pipeline([StageSlot(stage)], time: time, log: silent)
        let caller = Task {
            try await pipeline.run(exchange()) { judgement in
                journal.note("settling")
                await latch.wait()
                return (Outcome.accepted, judgement)
            }
        }
        await journal.wait(for: "settling")
        caller.cancel()
        latch.open()
        _ = try await caller.value
        #expect(journal.entries.suffix(2) == ["finish 0 accepted", "not cancelled"])
    }

    @Test("a stage that hangs at the end is left behind, and the others finish")
    func finishHangs() async throws {
        let journal = journal
        let latch = latch
        let slots = [
            StageSlot(ScriptedStage("0", journal)),
            StageSlot(ScriptedStage("1", journal, ending: { await latch.wait() })),
        ]
        let pipeline = Pipeline(slots, time: time, log: silent)
        async let answer = pipeline.run(exchange()) { _ in (Outcome.accepted, 7) }
        await journal.wait(for: "finish 1 accepted")
        await time.waitForSleepers()
        time.advance(by: .seconds(2))
        #expect(try await answer == 7)
        #expect(journal.entries.suffix(2) == ["finish 1 accepted", "finish 0 accepted"])
        latch.open()
    }
}
