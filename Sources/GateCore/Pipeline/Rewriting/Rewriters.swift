import Logging

/// Runs the rewriters in order, each on what the one before it left.
public struct Rewriters: Sendable {
    private let slots: [RewriterSlot]
    private let tally: StageTally
    private let time: any Timekeeper
    private let log: Logger

    /// - Parameters:
    ///   - slots: the rewriters in order.
    ///   - tally: counts what they do.
    ///   - time: measures them.
    ///   - log: hears of rewriters that throw; never of prompts.
    public init(
        _ slots: [RewriterSlot], tally: StageTally = StageTally(), time: any Timekeeper,
        log: Logger
    ) {
        self.slots = slots
        self.tally = tally
        self.time = time
        self.log = log
    }

    /// The names of the rewriters, in order.
    public var names: [String] { slots.map(\.name) }

    /// What they make of a prompt.
    public func rewrite(_ prompt: String, for draft: PromptDraft) -> Rewriting {
        var current = prompt
        var runs: [StageRun] = []
        for slot in slots {
            let start = time.now()
            let (next, word) = rewrite(current, for: draft, by: slot)
            let run = StageRun(
                stage: slot.name, verdict: word, mode: slot.mode,
                microseconds: (time.now() - start).microseconds)
            runs.append(run)
            tally.note(run, of: .rewrite)
            guard slot.mode == .enforce else { continue }
            if next == nil, slot.onError == .deny {
                return Rewriting(prompt: prompt, runs: runs, failed: slot.name)
            }
            current = next ?? current
        }
        return Rewriting(prompt: current, runs: runs)
    }

    private func rewrite(
        _ prompt: String, for draft: PromptDraft, by slot: RewriterSlot
    ) -> (prompt: String?, word: String) {
        do {
            let next = try slot.rewriter.rewrite(prompt, for: draft) ?? prompt
            return (next, next == prompt ? "pass" : "rewrite")
        } catch {
            log.error(
                "rewriter failed",
                metadata: ["stage": "\(slot.name)", "on_error": "\(slot.onError.rawValue)"])
            return (nil, "error")
        }
    }
}
