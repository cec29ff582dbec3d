import Logging

/// Runs the stages in order and owns the loop: a stage cannot forget to call on, call
/// on twice, or skip the record, because none of that is its business.
public struct Pipeline: Sendable {
    private let slots: [StageSlot]
    private let time: any Timekeeper
    private let log: Logger

    /// - Parameters:
    ///   - slots: the stages in the order they judge.
    ///   - time: measures stages and cuts them off.
    ///   - log: hears of stages that throw or overrun; never of prompts.
    public init(_ slots: [StageSlot], time: any Timekeeper, log: Logger) {
        self.slots = slots
        self.time = time
        self.log = log
    }

    /// The names of the stages, in order.
    public var stageNames: [String] { slots.map(\.name) }

    /// Judges `exchange`, lets `settle` keep the answer (audit record and task, durably),
    /// and then finishes every stage that began, in reverse order, exactly once.
    ///
    /// - Returns: what `settle` returned beside the outcome.
    /// - Throws: what `settle` throws; the stages are then finished with `failed`.
    public func run<Answer: Sendable>(
        _ exchange: Exchange,
        settle: (Judgement) async throws -> (outcome: Outcome, answer: Answer)
    ) async throws -> Answer {
        let (judgement, begun) = await judge(exchange)
        do {
            let (outcome, answer) = try await settle(judgement)
            await finish(begun, exchange, outcome)
            return answer
        } catch {
            await finish(begun, exchange, .failed)
            throw error
        }
    }

    private func judge(_ exchange: Exchange) async -> (Judgement, begun: [StageSlot]) {
        var runs: [StageRun] = []
        var matches: [RuleMatch] = []
        var begun: [StageSlot] = []
        var ended: (verdict: Verdict, by: String)?
        var flagged: Verdict?
        for slot in slots {
            begun.append(slot)
            let start = time.now()
            let (verdict, word) = await decide(slot, exchange)
            runs.append(
                StageRun(
                    stage: slot.name, verdict: word, mode: slot.mode,
                    microseconds: (time.now() - start).microseconds))
            guard slot.mode == .enforce else { continue }
            matches += verdict.reason?.matches ?? []
            if !verdict.goesOn {
                ended = (verdict, slot.name)
                break
            }
            if case .flag = verdict { flagged = flagged ?? verdict }
        }
        let judgement = Judgement(
            verdict: ended?.verdict ?? flagged ?? .pass, endedBy: ended?.by, runs: runs,
            matches: matches, revision: exchange.rules.revision)
        return (judgement, begun)
    }

    private func decide(_ slot: StageSlot, _ exchange: Exchange) async -> (Verdict, word: String) {
        do {
            let verdict = try await Cutoff.run(within: slot.timeout, time: time) {
                try await slot.stage.decide(exchange)
            }
            return (verdict, verdict.name)
        } catch {
            let word = error is Cutoff.Overrun ? "timeout" : "error"
            // A caller who hangs up cancels the stage, and must not slip past it by that.
            let onError = Task.isCancelled ? .deny : slot.onError
            log.error(
                "stage could not judge",
                metadata: [
                    "stage": "\(slot.name)", "how": "\(word)", "exchange": "\(exchange.id)",
                    "on_error": "\(onError.rawValue)",
                ])
            let reason = Reason(
                .couldNotJudge,
                "Stage \(slot.name) could not judge (\(word)); try again later.")
            return (onError == .deny ? .deny(reason) : .flag(reason), word)
        }
    }

    private func finish(_ begun: [StageSlot], _ exchange: Exchange, _ outcome: Outcome) async {
        // Not in the caller's task: a caller who hung up keeps no stage from its refund.
        await Task {
            for slot in begun.reversed() { await finish(slot, exchange, outcome) }
        }.value
    }

    private func finish(_ slot: StageSlot, _ exchange: Exchange, _ outcome: Outcome) async {
        do {
            try await Cutoff.run(within: slot.timeout, time: time) {
                await slot.stage.finish(exchange, outcome: outcome)
            }
        } catch {
            log.error(
                "stage did not finish in time",
                metadata: [
                    "stage": "\(slot.name)", "exchange": "\(exchange.id)",
                    "outcome": "\(outcome.rawValue)",
                ])
        }
    }
}
