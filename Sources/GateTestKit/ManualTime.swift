import GateCore
import Synchronization

/// Clocks whose hands a test moves. Sleepers wake when the hands pass them, in order.
public final class ManualTime: Timekeeper {
    private struct Sleeper {
        let id: UInt64
        let due: Instant
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now = Instant(sinceStart: .zero)
        var wall: Timestamp
        var nextID: UInt64 = 0
        var sleepers: [Sleeper] = []
        var cancelled: Set<UInt64> = []
    }

    private let state: Mutex<State>

    /// - Parameter wall: where the wall clock begins; the monotonic one begins at zero.
    public init(wall: Timestamp = Timestamp(milliseconds: 1_790_000_000_000)) {
        state = Mutex(State(wall: wall))
    }

    public func now() -> Instant { state.withLock { $0.now } }

    public func wall() -> Timestamp { state.withLock { $0.wall } }

    public func sleep(until instant: Instant) async throws {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let verdict: Result<Void, any Error>? = state.withLock { state in
                    if state.cancelled.remove(id) != nil { return .failure(CancellationError()) }
                    if state.now >= instant { return .success(()) }
                    state.sleepers.append(Sleeper(id: id, due: instant, continuation: continuation))
                    return nil
                }
                if let verdict { continuation.resume(with: verdict) }
            }
        } onCancel: {
            let sleeper: Sleeper? = state.withLock { state in
                guard let place = state.sleepers.firstIndex(where: { $0.id == id }) else {
                    state.cancelled.insert(id)
                    return nil
                }
                return state.sleepers.remove(at: place)
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    /// How many tasks sleep: a test waits for this before it advances.
    public var sleeperCount: Int { state.withLock { $0.sleepers.count } }

    /// Moves both clocks on and wakes whoever is due, earliest first.
    public func advance(by duration: Duration) {
        let due: [Sleeper] = state.withLock { state in
            state.now = state.now + duration
            state.wall = state.wall + duration
            let now = state.now
            let due = state.sleepers.filter { $0.due <= now }.sorted { $0.due < $1.due }
            state.sleepers.removeAll { $0.due <= now }
            return due
        }
        for sleeper in due { sleeper.continuation.resume() }
    }

    /// Sets the wall clock alone, as an administrator or a bad clock does.
    public func setWall(_ wall: Timestamp) {
        state.withLock { $0.wall = wall }
    }

    /// Returns once at least `count` tasks sleep, or the test's time limit cancels it.
    /// Yields, so that they can get there.
    public func waitForSleepers(_ count: Int = 1) async {
        while sleeperCount < count, !Task.isCancelled { await Task.yield() }
    }
}
