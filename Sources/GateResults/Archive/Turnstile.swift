import Synchronization

/// Lets a number of tasks through at once; the others wait, first come, first served.
final class Turnstile: Sendable {
    private struct State {
        var free: Int
        var nextNumber: UInt64 = 0
        var waiting: [(number: UInt64, continuation: CheckedContinuation<Void, any Error>)] = []
        /// Cancelled before they waited.
        var cancelled: Set<UInt64> = []
    }

    private let state: Mutex<State>

    /// - Parameter places: how many at once.
    init(places: Int) { state = Mutex(State(free: places)) }

    /// How many wait; tests look at it.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// Does `work` when there is a place.
    /// - Throws: `CancellationError` when cancelled while waiting, or what `work` throws.
    func pass<Value>(_ work: () async throws -> Value) async throws -> Value {
        try await enter()
        defer { leave() }
        return try await work()
    }

    private func enter() async throws {
        let number = state.withLock { state in
            state.nextNumber += 1
            return state.nextNumber
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let verdict: Result<Void, any Error>? = state.withLock { state in
                    if state.cancelled.remove(number) != nil {
                        return .failure(CancellationError())
                    }
                    guard state.free == 0 else {
                        state.free -= 1
                        return .success(())
                    }
                    state.waiting.append((number, continuation))
                    return nil
                }
                if let verdict { continuation.resume(with: verdict) }
            }
        } onCancel: {
            giveUp(number)
        }
        // A cancellation that came after the place leaves its mark behind.
        state.withLock { _ = $0.cancelled.remove(number) }
    }

    private func giveUp(_ number: UInt64) {
        let waiter = state.withLock { state in
            guard let place = state.waiting.firstIndex(where: { $0.number == number }) else {
                state.cancelled.insert(number)
                return CheckedContinuation<Void, any Error>?.none
            }
            return state.waiting.remove(at: place).continuation
        }
        waiter?.resume(throwing: CancellationError())
    }

    private func leave() {
        let next = state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.free += 1
                return CheckedContinuation<Void, any Error>?.none
            }
            return state.waiting.removeFirst().continuation
        }
        next?.resume()
    }
}
