import GateCore
import Logging

/// How the engine ends: nothing new is sent, and what is on its way is heard out, so that
/// it is known at the next start and need not be looked for.
extension TaskEngine {
    /// Returns when no request to Discord is on its way any more and what came of the last
    /// one is durable, or after `limit`. Nothing is sent from now on.
    public func drain(within limit: Duration) async {
        isDraining = true
        let end = parts.time.now() + limit
        while !posting.isEmpty, parts.time.now() < end {
            do { try await parts.time.sleep(for: .milliseconds(20)) } catch { return }
        }
        do {
            try await Cutoff.run(within: max(end - parts.time.now(), .zero), time: parts.time) {
                // Stands in the mailbox behind all that came of them.
                _ = await self.wish(.released, for: TaskID(""))
            }
        } catch {
            parts.log.warning("stopping before the store took the last news")
        }
    }

    /// The request of a task is answered, or lost.
    func posted(_ id: TaskID) { posting.remove(id) }
}
