import GateCore

/// Decides what follows a failed attempt to send a job. Pure.
public struct DispatchPlan: Sendable {
    /// What to do next.
    public enum Step: Hashable, Sendable {
        /// Send again after the pause, with the same nonce.
        case again(after: Duration)
        /// After the pause, ask whether the attempt was taken; send again only if not.
        case lookFirst(after: Duration)
        /// The same, but with nothing sent again: where it was not taken, that is its end.
        case lookLast(after: Duration, TaskFailure)
        /// The account may not send: another sends it, or nobody does.
        case passOn(TaskFailure)
        /// Do not send any more.
        case giveUp(TaskFailure)
    }

    /// So often a job is held back by rate limits at most.
    private static let mostWaits = 500

    private let maxAttempts: Int

    /// - Parameter maxAttempts: how often a job is sent at most.
    public init(maxAttempts: Int = 5) { self.maxAttempts = maxAttempts }

    /// - Parameters:
    ///   - error: how the attempt failed.
    ///   - attempt: which one it was, from 1.
    ///   - waits: how many of the attempts ended with being told to wait: those are no fault of
    ///     the job's, and a storm of 429 must not end it.
    ///   - jitter: a fraction in `0..<1`.
    public func step(
        after error: DispatchError, attempt: Int, waits: Int = 0, jitter: Double
    ) -> Step {
        let attempt = attempt - waits
        switch error {
        case .permanent(let reason):
            return .giveUp(TaskFailure(.upstreamRefused, reason))
        case .parked(let reason):
            return .passOn(TaskFailure(.upstreamRefused, reason))
        case .transient(let reason, let retryAfter):
            if let retryAfter, waits < Self.mostWaits {
                return .again(after: min(retryAfter, .seconds(300)))
            }
            guard attempt < maxAttempts else { return .giveUp(spent(reason)) }
            return .again(after: backOff(attempt, jitter))
        case .ambiguous(let reason):
            // The listener mostly hears of a taken job within a second or two.
            let pause = .seconds(3) + backOff(attempt, jitter)
            return attempt < maxAttempts
                ? .lookFirst(after: pause) : .lookLast(after: pause, spent(reason))
        }
    }

    /// How long to wait when the look itself failed, so that nothing is known.
    /// - Parameter failures: how often it did, from 1.
    public func pause(
        afterLook error: DispatchError, failures: Int, jitter: Double
    ) -> Duration {
        if case .transient(_, let retryAfter?) = error { return min(retryAfter, .seconds(300)) }
        return min(backOff(failures, jitter), .seconds(30))
    }

    private func spent(_ reason: String) -> TaskFailure {
        TaskFailure(.retriesSpent, "Gave up after \(maxAttempts) attempts: \(reason)")
    }

    /// 0.5–1 s, 1–2 s, 2–4 s …: doubled, with half of it jitter.
    private func backOff(_ attempt: Int, _ jitter: Double) -> Duration {
        let full = Double(1 << min(max(attempt, 1) - 1, 6))
        return .milliseconds(Int64(full * 1000 * (0.5 + jitter / 2)))
    }
}
