import GateCore
import Synchronization

extension MemoryStore: NoticeStore {
    public func dueNotices(at now: Timestamp, limit: Int) async throws -> [PendingNotice] {
        state.withLock { state in
            let due = state.firstUndelivered.filter { $0.nextAt <= now }
            return due.prefix(max(0, limit)).compactMap { entry in
                state.tenants.first { $0.tenant.id == entry.notice.tenant }.map { owner in
                    PendingNotice(
                        notice: entry.notice, attempts: entry.attempts, secret: owner.secret)
                }
            }
        }
    }

    public func nextNoticeDue() async throws -> Timestamp? {
        state.withLock { state in state.firstUndelivered.map(\.nextAt).min() }
    }

    public func noticeDelivered(_ id: NoticeID, at now: Timestamp) async throws {
        try update(id) { $0.settled = true }
    }

    public func noticeDeferred(
        _ id: NoticeID, until next: Timestamp, error: String
    ) async throws {
        try update(id) { $0.nextAt = next }
    }

    public func noticeFailed(_ id: NoticeID, at now: Timestamp, error: String) async throws {
        try update(id) { $0.settled = true }
    }

    /// Counts an attempt at an undelivered webhook; one that has ended stays as it is.
    private func update(_ id: NoticeID, _ change: (inout State.NoticeEntry) -> Void) throws {
        try state.withLock { state in
            guard let place = state.notices.firstIndex(where: { $0.notice.id == id }) else {
                throw StoreError(.notFound, "no such webhook")
            }
            guard !state.notices[place].settled else { return }
            state.notices[place].attempts += 1
            change(&state.notices[place])
        }
    }
}

extension MemoryStore.State {
    /// Of each task the first webhook that is neither delivered nor given up, oldest first.
    fileprivate var firstUndelivered: [NoticeEntry] {
        var seen: Set<TaskID> = []
        return notices.filter { entry in
            !entry.settled && (entry.notice.task.map { seen.insert($0).inserted } ?? true)
        }
    }

    /// Keeps webhooks, all or none.
    mutating func append(_ added: [Notice]) throws {
        var ids = Set(notices.map(\.notice.id))
        for notice in added {
            guard ids.insert(notice.id).inserted else {
                throw StoreError(.conflict, "the webhook's id is taken")
            }
            guard tenant(notice.tenant) != nil,
                notice.task == nil || tasks.contains(where: { $0.id == notice.task })
            else { throw StoreError(.notFound, "no such tenant or task") }
        }
        notices += added.map { NoticeEntry(notice: $0, nextAt: $0.createdAt) }
    }
}
