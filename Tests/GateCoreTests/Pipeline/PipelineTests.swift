import GateCore
import GateTestKit
import Testing

@Suite("Pipeline")
struct PipelineTests {
    private struct Fault: Error {}

    private let time = ManualTime()
    private let journal = Journal()

    private func stage(
        _ name: String, _ body: @escaping @Sendable () async throws -> Verdict = { .pass }
    ) -> ScriptedStage {
        ScriptedStage(name, journal, body)
    }

    /// Judges one exchange, and ends it as a front desk would.
    private func run(_ slots: [StageSlot]) async throws -> Judgement {
        try await Pipeline(slots, time: time, log: silent).run(exchange()) { judgement in
            journal.note("settle")
            return (judgement.problem.map { Outcome(denial: $0.code) } ?? .accepted, judgement)
        }
    }

    @Test("stages judge in order, then the answer is kept, then they finish in reverse")
    func order() async throws {
        let judgement = try await run(["a", "b", "c"].map { StageSlot(stage($0), name: $0) })
        #expect(
            journal.entries == [
                "decide a", "decide b", "decide c", "settle",
                "finish c accepted", "finish b accepted", "finish a accepted",
            ])
        #expect(judgement.verdict == .pass)
        #expect(judgement.endedBy == nil)
        #expect(judgement.revision == "test")
        #expect(judgement.runs.map(\.stage) == ["a", "b", "c"])
    }

    @Test(
        "the first denial ends it: later stages neither judge nor finish",
        arguments: [
            Verdict.deny(Reason(.bannedPrompt, "No.")), .hold(Reason(.bannedPrompt, "Wait.")),
            .wait(.seconds(1), Reason(.bannedPrompt, "Later.")),
        ])
    func denial(_ verdict: Verdict) async throws {
        let judgement = try await run([
            StageSlot(stage("a")), StageSlot(stage("b") { verdict }, name: "second"),
            StageSlot(stage("c")),
        ])
        #expect(
            journal.entries == [
                "decide a", "decide b", "settle", "finish b blocked", "finish a blocked",
            ])
        #expect(judgement.verdict == verdict)
        #expect(judgement.endedBy == "second")
        #expect(judgement.runs.map(\.verdict) == ["pass", verdict.name])
    }

    @Test("flags go on, and all matches are collected")
    func flags() async throws {
        let one = Reason(.bannedPrompt, "One.", matches: [match("r1", 0..<1, "a")])
        let two = Reason(.bannedPrompt, "Two.", matches: [match("r2", 2..<3, "c")])
        let judgement = try await run([
            StageSlot(stage("a") { .flag(one) }), StageSlot(stage("b") { .flag(two) }),
        ])
        #expect(judgement.verdict == .flag(one))
        #expect(judgement.problem == nil)
        #expect(judgement.matches.map(\.rule) == ["r1", "r2"])
    }

    @Test("a stage in shadow mode is recorded and decides nothing, whatever it does")
    func shadow() async throws {
        let reason = Reason(.bannedPrompt, "No.", matches: [match("r1", 0..<1, "a")])
        let judgement = try await run([
            StageSlot(stage("a") { .deny(reason) }, mode: .shadow),
            StageSlot(stage("b") { throw Fault() }, mode: .shadow),
            StageSlot(stage("c") { .flag(reason) }, mode: .shadow),
        ])
        #expect(judgement.verdict == .pass)
        #expect(judgement.matches.isEmpty)
        #expect(judgement.runs.map(\.verdict) == ["deny", "error", "flag"])
        #expect(judgement.runs.allSatisfy { $0.mode == .shadow })
        #expect(journal.entries.count == 7)
    }

    @Test("no stages let everything through")
    func empty() async throws {
        #expect(try await run([]).verdict == .pass)
        #expect(journal.entries == ["settle"])
    }

    @Test("each run is timed")
    func timing() async throws {
        let judgement = try await run([
            StageSlot(
                stage("a") { [time] in
                    time.advance(by: .milliseconds(5))
                    return .pass
                }),
            StageSlot(stage("b")),
        ])
        #expect(judgement.runs.map(\.microseconds) == [5000, 0])
    }

    @Test("two stages of one kind are told apart by their names")
    func names() {
        let slots = [StageSlot(stage("a")), StageSlot(stage("b"), name: "again")]
        #expect(Pipeline(slots, time: time, log: silent).stageNames == ["scripted", "again"])
    }

    @Test("when the answer cannot be kept, every stage hears that it failed, and the caller why")
    func settleThrows() async {
        let pipeline = Pipeline(
            ["a", "b"].map { StageSlot(stage($0)) }, time: time, log: silent)
        await #expect(throws: Fault.self) {
            try await pipeline.run(exchange()) { _ -> (outcome: Outcome, answer: Int) in
                throw Fault()
            }
        }
        #expect(
            journal.entries == ["decide a", "decide b", "finish b failed", "finish a failed"])
    }

    @Test("a stage that answers at once is not heard after its timeout either")
    func instantOverrun() async throws {
        let late = ScriptedStage("late", journal, isInstant: true) { [time] in
            time.advance(by: .seconds(2) + .nanoseconds(1))
            return .pass
        }
        let judgement = try await run([StageSlot(late, timeout: .seconds(2))])
        #expect(judgement.runs.map(\.verdict) == ["timeout"])
        #expect(judgement.isUnavailable && judgement.endedBy == "scripted")
        #expect(journal.entries.last?.hasPrefix("finish late") == true)
    }

    @Test("a stage that answers at once is called without a timer")
    func instant() async throws {
        let instant = ScriptedStage("a", journal, isInstant: true) { [time] in
            time.sleeperCount == 0 && Cutoff.deadline == nil
                ? .pass : .deny(Reason(.couldNotJudge, "A timer runs."))
        }
        #expect(try await run([StageSlot(instant)]).verdict == .pass)
    }

    @Test("the texts of one call are judged in order, kept together, and then finished")
    func several() async throws {
        let banned = Reason(.bannedPrompt, "No.")
        let pipeline = Pipeline(
            [
                StageSlot(stage("a")),
                StageSlot(
                    stage("b") { [journal] in
                        journal.entries.count == 4 ? .deny(banned) : .pass
                    }),
            ], time: time, log: silent)
        let count = try await pipeline.run(
            all: [exchange(), exchange(), exchange()], while: { $0.verdict == .pass }
        ) { judgements in
            journal.note("settle \(judgements.map(\.verdict.name))")
            return (judgements.map { $0.outcome }, judgements.count)
        }
        #expect(count == 2)
        #expect(
            journal.entries == [
                "decide a", "decide b", "decide a", "decide b", "settle [\"pass\", \"deny\"]",
                "finish b blocked", "finish a blocked", "finish b accepted", "finish a accepted",
            ])
    }

    @Test("when the answers of one call cannot be kept, every stage hears it for every text")
    func severalUnkept() async {
        let pipeline = Pipeline([StageSlot(stage("a"))], time: time, log: silent)
        await #expect(throws: Fault.self) {
            try await pipeline.run(all: [exchange(), exchange()], while: { _ in true }) {
                _ -> (outcomes: [Outcome], answer: Int) in throw Fault()
            }
        }
        #expect(
            journal.entries == ["decide a", "decide a", "finish a failed", "finish a failed"])
    }

    @Test("whatever stages do, those that began finish exactly once, in reverse")
    func finishedOnce() async {
        for seed in 1...300 as ClosedRange<UInt64> {
            let random = SeededRandom(seed: seed)
            let journal = Journal()
            let slots = (0..<5).map { place in
                StageSlot(
                    someStage("\(place)", journal, random),
                    mode: random.next() % 4 == 0 ? .shadow : .enforce,
                    onError: random.next() % 2 == 0 ? .deny : .pass)
            }
            let keeps = random.next() % 4 > 0
            let pipeline = Pipeline(slots, time: time, log: silent)
            do {
                try await pipeline.run(exchange()) { _ in
                    guard keeps else { throw Fault() }
                    return (Outcome.accepted, ())
                }
                #expect(keeps)
            } catch {
                #expect(!keeps)
            }
            let begun = journal.entries.filter { $0.hasPrefix("decide") }.map { $0.dropFirst(7) }
            let outcome = keeps ? "accepted" : "failed"
            #expect(
                journal.entries.dropFirst(begun.count)
                    == begun.reversed().map { "finish \($0) \(outcome)" }[...], "seed \(seed)")
        }
    }

    private func someStage(
        _ name: String, _ journal: Journal, _ random: SeededRandom
    ) -> ScriptedStage {
        let reason = Reason(.bannedPrompt, "No.")
        let choice = random.next() % 12
        return ScriptedStage(name, journal, isInstant: random.next() % 2 == 0) {
            switch choice {
            case 0: return .deny(reason)
            case 1: return .hold(reason)
            case 2: return .wait(.seconds(1), reason)
            case 3, 4: return .flag(reason)
            case 5, 6: throw Fault()
            default: return .pass
            }
        }
    }
}
