import GateCore
import Synchronization

extension MemoryStore: NoticeStore {
    public func dueNotices(_ query: DueQuery) async throws -> [PendingNotice] {
        state.withLock { state in
            let due = state.firstUndelivered.filter {
                $0.nextAt <= query.now && !query.resting.contains($0.notice.receiver)
                    && !query.underway.contains($0.notice.id)
            }
            let first = Dictionary(grouping: due, by: \.notice.receiver).values.flatMap { own in
                own.sorted { $0.nextAt < $1.nextAt }.prefix(max(0, query.perReceiver))
                    .map(\.notice.id)
            }
            let (shown, most) = (Set(first), max(0, query.perTenant))
            var taken: [TenantID: Int] = [:]
            return due.filter { waiting in
                guard shown.contains(waiting.notice.id) else { return false }
                taken[waiting.notice.tenant, default: 0] += 1
                return taken[waiting.notice.tenant, default: 0] <= most
            }.prefix(max(0, query.limit)).compactMap { state.pending($0, at: query.now) }
        }
    }

    public func nextNoticeDue() async throws -> Timestamp? {
        state.withLock { state in state.firstUndelivered.map(\.nextAt).min() }
    }

    public func noticeDelivered(_ id: NoticeID, at now: Timestamp) async throws {
        try update(id) { $0.settle(.delivered, now, error: nil) }
        count(id) { health in
            health.delivered += 1
            health.lastDelivery = now
        }
    }

    public func noticeDeferred(
        _ id: NoticeID, until next: Timestamp, at now: Timestamp, error: String
    ) async throws {
        try update(id) { entry in
            entry.nextAt = next
            entry.error = error
        }
        countMiss(id, now, error)
    }

    public func noticeFailed(_ id: NoticeID, at now: Timestamp, error: String) async throws {
        try update(id) { $0.settle(.failed, now, error: error) }
        countMiss(id, now, error)
    }

    public func noticeRefused(_ id: NoticeID, at now: Timestamp, error: String) async throws {
        try await noticeFailed(id, at: now, error: error)
        state.withLock { state in
            guard let refused = state.notices.first(where: { $0.notice.id == id })?.notice
            else { return }
            var health = state.health[refused.tenant] ?? CallbackHealth(tenant: refused.tenant)
            if !health.closed.contains(where: { $0.url == refused.url }) {
                health.closed.append(.init(url: refused.url, at: now, reason: error))
            }
            state.health[refused.tenant] = health
            for place in state.notices.indices
            where state.notices[place].notice.tenant == refused.tenant
                && state.notices[place].notice.url == refused.url && !state.notices[place].settled
            {
                state.notices[place].settle(.failed, now, error: "not tried")
            }
        }
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

    private func countMiss(_ id: NoticeID, _ now: Timestamp, _ error: String) {
        count(id) { health in
            health.missed += 1
            health.lastMiss = now
            health.lastError = error
        }
    }

    private func count(_ id: NoticeID, _ change: (inout CallbackHealth) -> Void) {
        state.withLock { state in
            guard let tenant = state.notices.first(where: { $0.notice.id == id })?.notice.tenant
            else { return }
            var health = state.health[tenant] ?? CallbackHealth(tenant: tenant)
            change(&health)
            state.health[tenant] = health
        }
    }
}

extension MemoryStore.State.NoticeEntry {
    fileprivate mutating func settle(_ ending: DeliveryState, _ now: Timestamp, error: String?) {
        self.ending = ending
        settledAt = now
        self.error = error
    }
}

extension MemoryStore.State {
    /// Of each task the first webhook that is neither delivered nor given up, oldest first.
    var firstUndelivered: [NoticeEntry] {
        var seen: Set<TaskID> = []
        return notices.filter { entry in
            !entry.settled && (entry.notice.task.map { seen.insert($0).inserted } ?? true)
        }
    }

    fileprivate func pending(_ entry: NoticeEntry, at now: Timestamp) -> PendingNotice? {
        tenants.first { $0.tenant.id == entry.notice.tenant }.map { owner in
            let former = owner.formerUntil.map { $0 > now } == true ? owner.formerSecret : nil
            return PendingNotice(
                notice: entry.notice, attempts: entry.attempts,
                secrets: [owner.secret] + (former.map { [$0] } ?? []))
        }
    }

    /// Whether webhooks of the tenant to that address fail untried.
    func isClosed(_ url: String, of tenant: TenantID) -> Bool {
        health[tenant]?.closed.contains { $0.url == url } == true
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
        for notice in added {
            var entry = NoticeEntry(notice: notice, nextAt: notice.createdAt)
            if isClosed(notice.url, of: notice.tenant) {
                entry.settle(.failed, notice.createdAt, error: "not tried")
            }
            notices.append(entry)
        }
    }
}
