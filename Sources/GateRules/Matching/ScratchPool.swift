import Synchronization

/// Lends scratch memory, so that concurrent judgements never share any and a quiet
/// gateway keeps only as much as it used at its busiest.
final class ScratchPool: Sendable {
    private let idle = Mutex<[JudgeScratch]>([])
    private let table: CharacterTable

    init(table: CharacterTable) { self.table = table }

    /// Runs `body` with scratch that is its own until it returns.
    @inline(__always)
    func lend<Answer>(_ body: (JudgeScratch) -> Answer) -> Answer {
        let scratch = idle.withLock { $0.popLast() } ?? JudgeScratch(table: table)
        defer { idle.withLock { $0.append(scratch) } }
        return body(scratch)
    }
}
