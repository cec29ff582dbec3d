import Synchronization

/// Lends scratch memory, so that concurrent judgements never share any and a quiet
/// gateway keeps only as much as it used at its busiest.
final class ScratchPool: Sendable {
    private let idle = Mutex<[JudgeScratch]>([])
    private let table: CharacterTable

    init(table: CharacterTable) { self.table = table }

    /// Enough for a prompt of 6,000 characters of four bytes.
    private static let usualCapacity = 24_576

    /// Runs `body` with scratch that is its own until it returns, for a text of `length`
    /// bytes. A longer text than any prompt has memory of its own.
    @inline(__always)
    func lend<Answer>(_ length: Int, _ body: (JudgeScratch) -> Answer) -> Answer {
        if length > Self.usualCapacity {
            return body(JudgeScratch(capacity: length, table: table))
        }
        let scratch =
            idle.withLock { $0.popLast() }
            ?? JudgeScratch(capacity: Self.usualCapacity, table: table)
        defer { idle.withLock { $0.append(scratch) } }
        return body(scratch)
    }
}
