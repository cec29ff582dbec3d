import Synchronization

/// Runs work that is not heard any more after a time, even when it ignores its
/// cancellation: a task group would wait for it, and one hung stage would hold a call
/// for ever.
public enum Cutoff {
    /// The work took too long.
    public struct Overrun: Error {}

    /// When the work that asks will not be heard any more; nil outside of `run`. Work that
    /// waits for others tells them by it how long they have, and tells a cancellation for want
    /// of time from one because nobody waits.
    @TaskLocal public static var deadline: Instant?

    /// The value of `work`, when it comes within `limit`.
    /// - Throws: what `work` throws, or `Overrun`.
    public static func run<Value: Sendable>(
        within limit: Duration, time: any Timekeeper,
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let answer = FirstAnswer<Value>()
        let worker = $deadline.withValue(time.now() + limit) {
            Task {
                do {
                    answer.give(.success(try await work()))
                } catch {
                    answer.give(.failure(error))
                }
            }
        }
        let timer = Task {
            // A cancelled timer has nothing to say.
            do { try await time.sleep(for: limit) } catch { return }
            answer.give(.failure(Overrun()))
            worker.cancel()
        }
        defer { timer.cancel() }
        return try await withTaskCancellationHandler {
            try await answer.value()
        } onCancel: {
            worker.cancel()
        }
    }
}

/// Keeps the first answer given and drops the rest.
private final class FirstAnswer<Value: Sendable>: Sendable {
    private enum State {
        case open
        case waited(CheckedContinuation<Value, any Error>)
        case given(Result<Value, any Error>)
        case closed
    }

    private let state = Mutex(State.open)

    func give(_ result: Result<Value, any Error>) {
        let waiter: CheckedContinuation<Value, any Error>? = state.withLock { state in
            switch state {
            case .open:
                state = .given(result)
                return nil
            case .waited(let continuation):
                state = .closed
                return continuation
            case .given, .closed:
                return nil
            }
        }
        waiter?.resume(with: result)
    }

    func value() async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let early: Result<Value, any Error>? = state.withLock { state in
                if case .given(let result) = state {
                    state = .closed
                    return result
                }
                state = .waited(continuation)
                return nil
            }
            if let early { continuation.resume(with: early) }
        }
    }
}
