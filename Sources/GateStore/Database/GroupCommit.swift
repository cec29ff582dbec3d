import GRDB
import GateCore
import Synchronization

/// Gathers the writes of concurrent callers into one transaction, because what durable
/// costs is the wait for the disk, once a transaction and not once a write.
///
/// Guarantees: a caller is answered after its writes are durable, or after they are
/// undone; a caller's error undoes its own writes and no other's (a savepoint each);
/// writes happen in the order they were asked for.
final class GroupCommit: Sendable {
    private struct State {
        var waiting: [any PendingWriting] = []
        var draining = false
    }

    /// Bounds how long the first of a group waits for the last.
    private static let largestGroup = 512

    private let database: any DatabaseWriter
    private let committed: @Sendable (Database) -> Void
    private let afterGroup: @Sendable (Database) -> Void
    private let state = Mutex(State())

    /// - Parameters:
    ///   - database: what is written to.
    ///   - committed: called after each transaction that is durable, before its callers are
    ///     answered.
    ///   - afterGroup: called outside of transactions, after each.
    init(
        _ database: any DatabaseWriter,
        committed: @escaping @Sendable (Database) -> Void = { _ in },
        afterGroup: @escaping @Sendable (Database) -> Void = { _ in }
    ) {
        self.database = database
        self.committed = committed
        self.afterGroup = afterGroup
    }

    /// How many writes wait for the next transaction.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// Does `work` in a transaction and returns once it is durable. Cancelling the
    /// calling task changes nothing: the writes are done, and the caller learns it.
    func perform<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            add(PendingWrite(work, continuation))
        }
    }

    private func add(_ write: any PendingWriting) {
        let isFirst = state.withLock { state in
            state.waiting.append(write)
            defer { state.draining = true }
            return !state.draining
        }
        guard isFirst else { return }
        database.asyncWriteWithoutTransaction { db in
            while let group = self.nextGroup() {
                self.commit(group, db)
                self.afterGroup(db)
            }
        }
    }

    private func nextGroup() -> [any PendingWriting]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.draining = false
                return nil
            }
            let group = Array(state.waiting.prefix(Self.largestGroup))
            state.waiting.removeFirst(group.count)
            return group
        }
    }

    private func commit(_ group: [any PendingWriting], _ db: Database) {
        var failure: (any Error)?
        do {
            try db.inTransaction(.immediate) {
                for write in group { try Self.perform(write, db) }
                return .commit
            }
            committed(db)
        } catch {
            failure = error
        }
        for write in group { write.settle(failure) }
    }

    private static func perform(_ write: any PendingWriting, _ db: Database) throws {
        do {
            try db.inSavepoint {
                try write.perform(db)
                return .commit
            }
        } catch {
            write.fail(error)
            // A full disk and its like undo the whole transaction; the writes that follow
            // must not become transactions of their own.
            guard db.isInsideTransaction else {
                throw StoreError(.unavailable, "SQLite undid the transaction that was shared")
            }
        }
    }
}
