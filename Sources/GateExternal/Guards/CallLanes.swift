import Synchronization

/// Lets a number of calls be made at once; a few more wait, first come, first served, and
/// the rest are turned away at once.
final class CallLanes: Sendable {
    /// Too many wait already.
    struct Full: Error {}

    private struct State {
        var lanes: Lanes
        var nextNumber: UInt64 = 0
        var waiting: [UInt64: CheckedContinuation<Void, any Error>] = [:]
        /// Cancelled before they came.
        var cancelled: Set<UInt64> = []
    }

    private let state: Mutex<State>

    /// - Parameters:
    ///   - places: how many at once.
    ///   - longestQueue: how many may wait.
    init(places: Int, longestQueue: Int) {
        state = Mutex(State(lanes: Lanes(places: places, longestQueue: longestQueue)))
    }

    /// How many are at it, and how many wait.
    var counts: (inside: Int, waiting: Int) {
        state.withLock { ($0.lanes.inside, $0.lanes.waiting) }
    }

    /// Does `work` when there is a place.
    /// - Throws: `Full`, `CancellationError` when cancelled while waiting, or what `work` throws.
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
        // A cancellation that came after the place leaves its mark behind.
        defer { state.withLock { _ = $0.cancelled.remove(number) } }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let answer: Result<Void, any Error>? = state.withLock { state in
                    if state.cancelled.remove(number) != nil {
                        return .failure(CancellationError())
                    }
                    switch state.lanes.enter(number) {
                    case .inside: return .success(())
                    case .full: return .failure(Full())
                    case .waiting:
                        state.waiting[number] = continuation
                        return nil
                    }
                }
                if let answer { continuation.resume(with: answer) }
            }
        } onCancel: {
            giveUp(number)
        }
    }

    private func giveUp(_ number: UInt64) {
        let waiter = state.withLock { state in
            guard state.lanes.giveUp(number) else {
                state.cancelled.insert(number)
                return CheckedContinuation<Void, any Error>?.none
            }
            return state.waiting.removeValue(forKey: number)
        }
        waiter?.resume(throwing: CancellationError())
    }

    private func leave() {
        let next = state.withLock { state in
            state.lanes.leave().flatMap { state.waiting.removeValue(forKey: $0) }
        }
        next?.resume()
    }
}
