import Synchronization

/// Lends scratch memory, so that concurrent judgements never share any and a quiet
/// gateway keeps only as much as it used at its busiest.
///
/// `@unchecked Sendable`: the pointer is atomic, and whoever takes it out owns what it
/// points to.
final class ScratchPool: @unchecked Sendable {
    /// What was given back last, retained: most judgements find it here, without a lock.
    private let front = Atomic<UnsafeRawPointer?>(nil)
    private let idle = Mutex<[JudgeScratch]>([])
    private let table: CharacterTable

    init(table: CharacterTable) { self.table = table }

    deinit { if let last = takeFront() { withExtendedLifetime(last) {} } }

    /// Enough for a prompt of 6,000 characters of four bytes.
    private static let usualCapacity = 24_576

    /// Runs `body` with scratch that is its own until it returns, for a text of `length`
    /// bytes. A longer text than any prompt has memory of its own.
    @inline(__always)
    func lend<Answer>(_ length: Int, _ body: (JudgeScratch) -> Answer) -> Answer {
        if length > Self.usualCapacity {
            return body(JudgeScratch(capacity: length, table: table))
        }
        let scratch = takeFront() ?? takeIdle()
        defer { giveBack(scratch) }
        return body(scratch)
    }

    @inline(__always)
    private func takeFront() -> JudgeScratch? {
        guard let pointer = front.exchange(nil, ordering: .acquiring) else { return nil }
        return Unmanaged<JudgeScratch>.fromOpaque(pointer).takeRetainedValue()
    }

    @inline(never)
    private func takeIdle() -> JudgeScratch {
        idle.withLock { $0.popLast() }
            ?? JudgeScratch(capacity: Self.usualCapacity, table: table)
    }

    @inline(__always)
    private func giveBack(_ scratch: JudgeScratch) {
        let pointer = UnsafeRawPointer(Unmanaged.passRetained(scratch).toOpaque())
        if let other = front.exchange(pointer, ordering: .acquiringAndReleasing) {
            let other = Unmanaged<JudgeScratch>.fromOpaque(other).takeRetainedValue()
            idle.withLock { $0.append(other) }
        }
    }
}
