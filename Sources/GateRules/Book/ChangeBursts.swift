import GateCore
import Synchronization

/// Makes one of changes that come in a burst: one save is several events, and one
/// deployment several saves.
struct ChangeBursts {
    /// So long nothing more may come.
    static let pause = Duration.milliseconds(100)
    /// So long after the first change the burst is over all the same.
    static let patience = Duration.milliseconds(500)

    /// The burst that goes on.
    private final class Burst: Sendable {
        private let times = Mutex<(first: Instant, last: Instant)?>(nil)

        func note(at now: Instant) { times.withLock { $0 = ($0?.first ?? now, now) } }

        /// When it is over, should nothing more come.
        var end: Instant? {
            times.withLock { times in
                times.map { min($0.last + ChangeBursts.pause, $0.first + ChangeBursts.patience) }
            }
        }

        func clear() { times.withLock { $0 = nil } }
    }

    private let changes: AsyncStream<Void>
    private let time: any Timekeeper

    /// - Parameters:
    ///   - changes: one for each event.
    ///   - time: tells when a burst is over.
    init(_ changes: AsyncStream<Void>, time: any Timekeeper) {
        self.changes = changes
        self.time = time
    }

    /// Calls `body` after each burst, until the task is cancelled or the changes end.
    func forEach(_ body: @escaping @Sendable () async -> Void) async {
        let burst = Burst()
        let (noted, continuation) = AsyncStream.makeStream(
            of: Void.self, bufferingPolicy: .bufferingNewest(1))
        await withTaskGroup { [changes, time] group in
            group.addTask {
                for await _ in changes {
                    burst.note(at: time.now())
                    continuation.yield()
                }
                continuation.finish()
            }
            for await _ in noted {
                guard await Self.isOver(burst, time) else { continue }
                await body()
            }
        }
    }

    /// Waits for the end of the burst; false when there is none, or the task is cancelled.
    private static func isOver(_ burst: Burst, _ time: any Timekeeper) async -> Bool {
        guard burst.end != nil else { return false }
        while let end = burst.end, time.now() < end {
            do { try await time.sleep(until: end) } catch { return false }
        }
        burst.clear()
        return true
    }
}
