import Logging

/// Runs the stages in order and owns the loop: a stage cannot forget to call on, call
/// on twice, or skip the record, because none of that is its business.
public struct Pipeline: Sendable {
    private let slots: [StageSlot]
    private let tally: StageTally
    private let time: any Timekeeper
    private let log: Logger

    /// - Parameters:
    ///   - slots: the stages in the order they judge.
    ///   - tally: counts what they say.
    ///   - time: measures stages and cuts them off.
    ///   - log: hears of stages that throw or overrun; never of prompts.
    public init(
        _ slots: [StageSlot], tally: StageTally = StageTally(), time: any Timekeeper,
        log: Logger
    ) {
        self.slots = slots
        self.tally = tally
        self.time = time
        self.log = log
    }

    /// The names of the stages, in order.
    public var stageNames: [String] { slots.map(\.name) }

    /// Judges `exchange`, lets `settle` keep the answer (audit record and task, durably),
    /// and then finishes every stage that began, in reverse order, exactly once.
    ///
    /// - Parameters:
    ///   - exchange: what is judged.
    ///   - name: begins behind the stage of that name, for a prompt that was held there and
    ///     let through by a human. Where no stage has it, all of them judge.
    ///   - settle: keeps the answer, and tells the outcome.
    /// - Returns: what `settle` returned beside the outcome.
    /// - Throws: what `settle` throws; the stages are then finished with `failed`.
    public func run<Answer: Sendable>(
        _ exchange: Exchange, after name: String? = nil,
        settle: (Judgement) async throws -> (outcome: Outcome, answer: Answer)
    ) async throws -> Answer {
        try await CurrentDecision.$id.withValue(exchange.id) {
            try await judged(exchange, after: name, settle: settle)
        }
    }

    private func judged<Answer: Sendable>(
        _ exchange: Exchange, after name: String?,
        settle: (Judgement) async throws -> (outcome: Outcome, answer: Answer)
    ) async throws -> Answer {
        let start = time.now()
        let (judgement, begun) = await judge(exchange, slots(after: name))
        do {
            let (outcome, answer) = try await settle(judgement)
            await finish(begun, exchange, outcome)
            note(outcome, of: exchange, since: start)
            return answer
        } catch {
            await finish(begun, exchange, .failed)
            note(.failed, of: exchange, since: start)
            throw error
        }
    }

    /// Judges the texts of one call in order, lets `settle` keep all answers at once, and then
    /// finishes every stage that began, in reverse order, exactly once for each text.
    ///
    /// - Parameters:
    ///   - exchanges: what is judged; one or more.
    ///   - goesOn: whether the next one is judged, after what was found of this one.
    ///   - settle: keeps the answers to as many as were judged, and tells their outcomes.
    /// - Returns: what `settle` returned beside the outcomes.
    /// - Throws: what `settle` throws; the stages are then finished with `failed`.
    public func run<Answer: Sendable>(
        all exchanges: [Exchange], while goesOn: (Judgement) -> Bool,
        settle: ([Judgement]) async throws -> (outcomes: [Outcome], answer: Answer)
    ) async throws -> Answer {
        let start = time.now()
        var judged: [(judgement: Judgement, begun: [StageSlot])] = []
        judged.reserveCapacity(exchanges.count)
        for exchange in exchanges {
            let (judgement, begun) = await CurrentDecision.$id.withValue(exchange.id) {
                await judge(exchange, slots[...])
            }
            judged.append((judgement: judgement, begun: begun))
            guard goesOn(judgement) else { break }
        }
        let outcomes: [Outcome]
        let answer: Result<Answer, any Error>
        do {
            let settled = try await settle(judged.map(\.judgement))
            (outcomes, answer) = (settled.outcomes, .success(settled.answer))
        } catch {
            (outcomes, answer) = (judged.map { _ in .failed }, .failure(error))
        }
        for (place, outcome) in outcomes.enumerated().reversed() {
            await finish(judged[place].begun, exchanges[place], outcome)
            note(outcome, of: exchanges[place], since: start)
        }
        return try answer.get()
    }

    private func note(_ outcome: Outcome, of exchange: Exchange, since start: Instant) {
        tally.observer.note(.exchange(exchange.surface, outcome, took: time.now() - start))
    }

    private func slots(after name: String?) -> ArraySlice<StageSlot> {
        let place = slots.firstIndex { $0.name == name }
        return slots[(place.map { $0 + 1 } ?? 0)...]
    }

    private func judge(
        _ exchange: Exchange, _ slots: ArraySlice<StageSlot>
    ) async -> (Judgement, begun: [StageSlot]) {
        var runs = exchange.rewrites
        var matches: [RuleMatch] = []
        var begun: [StageSlot] = []
        var ended: (verdict: Verdict, by: String, failed: Bool)?
        var flagged: Verdict?
        for slot in slots {
            begun.append(slot)
            let start = time.now()
            let said = await decide(slot, exchange)
            let verdict = said.verdict
            let run = StageRun(
                stage: slot.name, verdict: said.word, mode: slot.mode,
                microseconds: (time.now() - start).microseconds, note: said.note)
            runs.append(run)
            tally.note(run)
            guard slot.mode == .enforce else { continue }
            matches += verdict.reason?.matches ?? []
            if !verdict.goesOn {
                ended = (verdict, slot.name, said.failed)
                break
            }
            if case .flag = verdict { flagged = flagged ?? verdict }
        }
        let judgement = Judgement(
            verdict: ended?.verdict ?? flagged ?? .pass, endedBy: ended?.by,
            isUnavailable: ended?.failed ?? false, runs: runs, matches: matches,
            revision: exchange.rules.revision)
        return (judgement, begun)
    }

    /// What a stage said, or what its failure means.
    private struct Said {
        let verdict: Verdict
        let word: String
        var note: String?
        var failed = false
    }

    private func decide(_ slot: StageSlot, _ exchange: Exchange) async -> Said {
        do {
            let verdict = try await heard(slot, exchange)
            return Said(verdict: verdict, word: verdict.name)
        } catch {
            let (word, note) = StageRun.failure(error)
            // A caller who hangs up cancels the stage, and must not slip past it by that.
            let onError = Task.isCancelled ? .deny : slot.onError
            log.error(
                "stage could not judge",
                metadata: [
                    "stage": "\(slot.name)", "how": "\(word)", "exchange": "\(exchange.id)",
                    "detail": "\(note ?? "")", "on_error": "\(onError.rawValue)",
                ])
            let reason = Reason(
                .couldNotJudge,
                "Stage \(slot.name) could not judge (\(word)); try again later.")
            return Said(
                verdict: onError == .deny ? .deny(reason) : .flag(reason), word: word, note: note,
                failed: true)
        }
    }

    /// What a stage says within its timeout.
    private func heard(_ slot: StageSlot, _ exchange: Exchange) async throws -> Verdict {
        guard slot.stage.answersAtOnce(exchange) else {
            return try await Cutoff.run(within: slot.timeout, time: time) {
                try await slot.stage.decide(exchange)
            }
        }
        let start = time.now()
        let verdict = try await slot.stage.decide(exchange)
        guard time.now() - start <= slot.timeout else { throw Cutoff.Overrun() }
        return verdict
    }

    private func finish(_ begun: [StageSlot], _ exchange: Exchange, _ outcome: Outcome) async {
        let waits = begun.contains { !$0.stage.answersAtOnce(exchange) }
        guard waits else {
            for slot in begun.reversed() {
                await slot.stage.finish(exchange, outcome: outcome)
            }
            return
        }
        // Not in the caller's task: a caller who hung up keeps no stage from its refund.
        await Task {
            for slot in begun.reversed() { await finish(slot, exchange, outcome) }
        }.value
    }

    private func finish(_ slot: StageSlot, _ exchange: Exchange, _ outcome: Outcome) async {
        guard !slot.stage.answersAtOnce(exchange) else {
            return await slot.stage.finish(exchange, outcome: outcome)
        }
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
