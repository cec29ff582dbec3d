import Synchronization

/// Lends scratch memory, so that concurrent judgements never share any and a quiet
/// gateway keeps only as much as it used at its busiest.
final class ScratchPool: Sendable {
    private let idle = Mutex<[MatchScratch]>([])

    /// Runs `body` with scratch that is its own until it returns; with nil when memory is
    /// short.
    func lend<Answer>(_ body: (MatchScratch?) -> Answer) -> Answer {
        let scratch = idle.withLock { $0.popLast() } ?? MatchScratch()
        defer {
            if let scratch { idle.withLock { $0.append(scratch) } }
        }
        return body(scratch)
    }
}
