import GateCore

/// Decides what follows a failed attempt to send a job. Pure.
public struct DispatchPlan: Sendable {
    /// What to do next.
    public enum Step: Hashable, Sendable {
        /// Send again after the pause, with the same nonce.
        case again(after: Duration)
        /// After the pause, ask whether the attempt was taken; send again only if not.
        case lookFirst(after: Duration)
        /// Do not send any more.
        case giveUp(TaskFailure)
    }

    private let maxAttempts: Int

    /// - Parameter maxAttempts: how often a job is sent at most.
    public init(maxAttempts: Int = 5) { self.maxAttempts = maxAttempts }

    /// - Parameters:
    ///   - error: how the attempt failed.
    ///   - attempt: which one it was, from 1.
    ///   - jitter: a fraction in `0..<1`.
    public func step(after error: DispatchError, attempt: Int, jitter: Double) -> Step {
        switch error {
        case .permanent(let reason), .parked(let reason):
            return .giveUp(TaskFailure(.upstreamRefused, reason))
        case .transient(let reason, let retryAfter):
            guard attempt < maxAttempts else { return .giveUp(spent(reason)) }
            let pause = retryAfter ?? backOff(attempt, jitter)
            return .again(after: min(pause, .seconds(300)))
        case .ambiguous(let reason):
            guard attempt < maxAttempts else { return .giveUp(spent(reason)) }
            // The listener mostly hears of a taken job within a second or two.
            return .lookFirst(after: .seconds(3) + backOff(attempt, jitter))
        }
    }

    private func spent(_ reason: String) -> TaskFailure {
        TaskFailure(.retriesSpent, "Gave up after \(maxAttempts) attempts: \(reason)")
    }

    /// 0.5–1 s, 1–2 s, 2–4 s …: doubled, with half of it jitter.
    private func backOff(_ attempt: Int, _ jitter: Double) -> Duration {
        let full = Double(1 << min(attempt - 1, 6))
        return .milliseconds(Int64(full * 1000 * (0.5 + jitter / 2)))
    }
}
