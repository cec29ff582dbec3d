/// The only source of time. Logic takes one, so that a test moves the hands itself.
public protocol Timekeeper: Sendable {
    /// Monotonic time, for waiting.
    func now() -> Instant

    /// Wall time, for stamps and calendar days.
    func wall() -> Timestamp

    /// Returns at or after `instant`.
    /// - Throws: `CancellationError` when the task is cancelled first.
    func sleep(until instant: Instant) async throws
}

extension Timekeeper {
    /// Returns after `duration`.
    /// - Throws: `CancellationError` when the task is cancelled first.
    public func sleep(for duration: Duration) async throws {
        try await sleep(until: now() + duration)
    }
}
