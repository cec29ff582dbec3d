import GateCore
import Synchronization

/// A clock that moves by one tick whenever it is read, so that time passes for callers at
/// once and yet not by itself.
final class TickingTime: Timekeeper {
    private let tick: Duration
    private let hand = Mutex(Instant(sinceStart: .zero))

    init(tick: Duration) { self.tick = tick }

    /// What the last reading was; does not move it.
    var last: Instant { hand.withLock { $0 } }

    func now() -> Instant {
        hand.withLock { hand in
            hand = hand + tick
            return hand
        }
    }

    func wall() -> Timestamp { Timestamp(milliseconds: 0) }

    func sleep(until instant: Instant) async throws { throw CancellationError() }
}
