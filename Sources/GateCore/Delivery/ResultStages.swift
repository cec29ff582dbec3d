import Logging

/// Runs the result stages in order. A result that exists is never lost to a stage: one
/// that throws, or takes too long, leaves the result as it was, or withholds its texts.
public struct ResultStages: Sendable {
    private let slots: [ResultSlot]
    private let tally: StageTally
    private let time: any Timekeeper
    private let log: Logger

    /// - Parameters:
    ///   - slots: the stages in the order they work.
    ///   - tally: counts what they come to.
    ///   - time: cuts stages off.
    ///   - log: hears of stages that throw or overrun; never of results.
    public init(
        _ slots: [ResultSlot], tally: StageTally = StageTally(), time: any Timekeeper,
        log: Logger
    ) {
        self.slots = slots
        self.tally = tally
        self.time = time
        self.log = log
    }

    /// The names of the stages, in order.
    public var stageNames: [String] { slots.map(\.name) }

    /// The result as it is to be kept and delivered.
    public func process(_ result: TaskResult, of exchange: ResultExchange) async -> TaskResult {
        var current = result
        for slot in slots {
            let start = time.now()
            let (next, word) = await run(slot, on: current, of: exchange)
            tally.note(
                StageRun(
                    stage: slot.name, verdict: word, mode: slot.mode,
                    microseconds: (time.now() - start).microseconds), of: .result)
            if slot.mode == .enforce { current = next }
        }
        return current
    }

    private func run(
        _ slot: ResultSlot, on result: TaskResult, of exchange: ResultExchange
    ) async -> (TaskResult, word: String) {
        do {
            let next = try await Cutoff.run(within: slot.timeout, time: time) {
                try await slot.stage.process(result, of: exchange)
            }
            return (next, next == result ? "pass" : "changed")
        } catch {
            let (word, note) = StageRun.failure(error)
            log.error(
                "result stage failed",
                metadata: [
                    "stage": "\(slot.name)", "task": "\(exchange.task.id)", "how": "\(word)",
                    "detail": "\(note ?? "")", "on_error": "\(slot.onError.rawValue)",
                ])
            return (slot.onError == .pass ? result : result.withheld(by: slot.name), word)
        }
    }
}

extension TaskResult {
    /// The result with its texts left out: pictures and buttons stay.
    fileprivate func withheld(by stage: String) -> TaskResult {
        var result = self
        let note = "Withheld: stage \(stage) could not judge."
        result.content = result.content.isEmpty ? "" : note
        result.embeds = result.embeds.map { embed in
            guard case .object(var fields) = embed else { return embed }
            for key in ["title", "description", "footer", "author", "fields"] {
                fields[key] = nil
            }
            fields["description"] = .string(note)
            return .object(fields)
        }
        return result
    }
}
