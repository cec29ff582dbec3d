import GRDB
import GateCore
import Synchronization

/// Gathers the writes of concurrent callers into one transaction, because what durable
/// costs is the wait for the disk, once a transaction and not once a write.
///
/// Guarantees: a caller is answered after its writes are durable, or after they are
/// undone; a caller's error undoes its own writes and no other's; writes happen in the
/// order they were asked for. Where one of a group fails, the group is done again with a
/// savepoint for each: what callers pass must be fit to be done twice.
final class GroupCommit: Sendable {
    private struct State {
        var waiting: [any PendingWriting] = []
        var draining = false
        var lastGroup = 0
    }

    /// Bounds how long the first of a group waits for the last.
    private static let largestGroup = 512
    /// So many callers that what can wait should.
    private static let crowd = 8

    private let database: any DatabaseWriter
    private let memory: (any GroupMemory)?
    private let committed: @Sendable (Database) -> Void
    private let afterGroup: @Sendable (Database) -> Void
    private let observer: any Observer
    private let time: any Timekeeper
    private let state = Mutex(State())

    /// - Parameters:
    ///   - database: what is written to.
    ///   - memory: holds back what each write of a group would write anew.
    ///   - committed: called after each transaction that is durable, before its callers are
    ///     answered.
    ///   - afterGroup: called outside of transactions, after each.
    ///   - observer: hears how long each took.
    ///   - time: measures that.
    init(
        _ database: any DatabaseWriter, memory: (any GroupMemory)? = nil,
        committed: @escaping @Sendable (Database) -> Void = { _ in },
        afterGroup: @escaping @Sendable (Database) -> Void = { _ in },
        observer: any Observer = SilentObserver(), time: any Timekeeper = SystemTime()
    ) {
        self.database = database
        self.memory = memory
        self.committed = committed
        self.afterGroup = afterGroup
        self.observer = observer
        self.time = time
    }

    /// How many writes wait for the next transaction.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// Whether many callers write at once, and whoever holds the database long delays them.
    var isCrowded: Bool {
        state.withLock { max($0.waiting.count, $0.lastGroup) >= Self.crowd }
    }

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
            state.lastGroup = group.count
            return group
        }
    }

    private func commit(_ group: [any PendingWriting], _ db: Database) {
        let start = time.now()
        switch commitAtOnce(group, db) {
        case .done(let failure): settle(group, failure, since: start)
        case .refused: settle(group, commitOneByOne(group, db), since: start)
        }
    }

    private func settle(
        _ group: [any PendingWriting], _ failure: (any Error)?, since start: Instant
    ) {
        observer.note(
            .commit(writes: group.count, kept: failure == nil, took: time.now() - start))
        for write in group { write.settle(failure) }
    }

    /// How a transaction without savepoints ended.
    private enum Ending {
        /// All callers can be answered; with why everything was undone, if it was.
        case done((any Error)?)
        /// One of several writes failed, and all were undone with it.
        case refused
    }

    /// Does the writes without a savepoint each: two statements that most never need, and that
    /// cost a third of what a write costs.
    private func commitAtOnce(_ group: [any PendingWriting], _ db: Database) -> Ending {
        var hasRefused = false
        memory?.open()
        defer { memory?.close() }
        do {
            try db.inTransaction(.immediate) {
                for write in group {
                    do {
                        try write.perform(db)
                    } catch {
                        hasRefused = true
                        write.fail(error)
                        throw error
                    }
                }
                try memory?.flush(db)
                return .commit
            }
            committed(db)
            return .done(nil)
        } catch {
            guard hasRefused else { return .done(error) }
            // Its own error is all that the only one needs to hear.
            return group.count == 1 ? .done(nil) : .refused
        }
    }

    /// Does the writes again, each so that it can be undone alone.
    /// - Returns: why all were undone, if they were.
    private func commitOneByOne(_ group: [any PendingWriting], _ db: Database) -> (any Error)? {
        do {
            try db.inTransaction(.immediate) {
                for write in group { try Self.perform(write, db) }
                return .commit
            }
            committed(db)
            return nil
        } catch {
            return error
        }
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
