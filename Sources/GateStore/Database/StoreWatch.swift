import GRDB
import GateCore
import Synchronization

/// Knows whether new work can be kept: by the room that is left, and by how the last write
/// went, which also hears of disks that fail otherwise.
final class StoreWatch: Sendable {
    private let isShort: @Sendable () -> Bool
    private let lastFailed = Mutex(false)

    /// - Parameter isShort: whether there is no room for new work.
    init(isShort: @escaping @Sendable () -> Bool) { self.isShort = isShort }

    /// Refuses new work while there is no room.
    /// - Throws: `StoreError.unavailable`.
    func requireRoom() throws {
        guard isShort() else { return }
        throw StoreError(.unavailable, "the disk of the data directory is full")
    }

    /// Has the journal begin anew while there is little room. It grows to four mebibytes
    /// before it does by itself, and would take what is kept free for tasks under way.
    func saveRoom(_ db: Database) {
        guard isShort() else { return }
        // What cannot be moved now is moved after the next transaction.
        _ = try? db.checkpoint(.passive)
    }

    /// Whether there is no room for new work.
    var isShortOfRoom: Bool { isShort() }

    /// A write is durable.
    func worked() { lastFailed.withLock { $0 = false } }

    /// A write was not kept.
    func failed(_ error: any Error) {
        guard (error as? StoreError)?.kind == .unavailable else { return }
        lastFailed.withLock { $0 = true }
    }

    /// What keeps new work from being kept, as far as it is known.
    var fault: StoreFault? {
        isShort() ? .full : lastFailed.withLock { $0 } ? .failing : nil
    }
}
