import GateCore
import Synchronization

extension MemoryStore: DeliveryStore {
    public func deliveries(_ query: DeliveryQuery) async throws -> Page<DeliveryRecord> {
        let end = try MemoryCursor.read("d", query.cursor)
        return state.withLock { state in
            let all = state.notices.map(state.record)
            return MemoryCursor.page(of: all, "d", before: end, limit: query.limit) { record in
                (query.tenant ?? record.notice.tenant) == record.notice.tenant
                    && (query.states.isEmpty || query.states.contains(record.state))
            }
        }
    }

    public func delivery(_ id: NoticeID) async throws -> DeliveryRecord? {
        state.withLock { state in
            state.notices.first { $0.notice.id == id }.map(state.record)
        }
    }

    public func replay(_ id: NoticeID, at now: Timestamp) async throws -> DeliveryRecord {
        try state.withLock { state in
            guard let place = state.notices.firstIndex(where: { $0.notice.id == id }) else {
                throw StoreError(.notFound, "no such webhook")
            }
            guard state.replay(place, now) else {
                throw StoreError(.conflict, "it has not failed, or its address is closed")
            }
            return state.record(state.notices[place])
        }
    }

    public func replayFailed(
        of tenant: TenantID?, at now: Timestamp, limit: Int
    ) async throws -> Int {
        state.withLock { state in
            var count = 0
            for place in state.notices.indices where count < limit {
                let owner = state.notices[place].notice.tenant
                if (tenant ?? owner) == owner, state.replay(place, now) { count += 1 }
            }
            return count
        }
    }

    public func callbackHealth(
        of tenant: TenantID?, after last: TenantID?, limit: Int
    ) async throws -> [CallbackHealth] {
        state.withLock { state in
            let ids = state.tenants.map(\.tenant.id).sorted { $0.rawValue < $1.rawValue }
            let wanted = ids.filter { id in
                (tenant ?? id) == id && (last.map { $0.rawValue < id.rawValue } ?? true)
            }
            return wanted.prefix(max(0, limit)).map(state.health)
        }
    }

    public func forgetDelivered(before end: Timestamp, limit: Int) async throws -> Int {
        state.withLock { state in
            let old = state.notices.indices.filter { place in
                let kept = state.notices[place]
                return kept.ending == .delivered && (kept.settledAt ?? end) < end
            }.prefix(limit)
            for place in old.reversed() { state.notices.remove(at: place) }
            return old.count
        }
    }

    public func reopenCallbacks(of tenant: TenantID) async throws -> Int {
        state.withLock { state in
            let count = state.health[tenant]?.closed.count ?? 0
            state.health[tenant]?.closed = []
            return count
        }
    }

    public func changeWebhookSecret(
        of tenant: TenantID, to secret: String, formerUntil end: Timestamp
    ) async throws {
        try state.withLock { state in
            guard let place = state.tenants.firstIndex(where: { $0.tenant.id == tenant }) else {
                throw StoreError(.notFound, "no such tenant")
            }
            state.tenants[place].formerSecret = state.tenants[place].secret
            state.tenants[place].formerUntil = end
            state.tenants[place].secret = secret
        }
    }
}

extension MemoryStore.State {
    fileprivate func record(_ entry: NoticeEntry) -> DeliveryRecord {
        let isFirst = firstUndelivered.contains { $0.notice.id == entry.notice.id }
        return DeliveryRecord(
            notice: entry.notice, state: entry.ending ?? (isFirst ? .pending : .waiting),
            attempts: entry.attempts, nextAt: entry.settled ? nil : entry.nextAt,
            settledAt: entry.settledAt, error: entry.error)
    }

    /// - Returns: false when it has not failed, or its address is closed.
    fileprivate mutating func replay(_ place: Int, _ now: Timestamp) -> Bool {
        var entry = notices[place]
        guard entry.ending == .failed else { return false }
        if entry.notice.isOwnAddress != true,
            let url = tenant(entry.notice.tenant)?.callbackURL
        {
            entry.notice.url = url
        }
        guard !isClosed(entry.notice.url, of: entry.notice.tenant) else { return false }
        entry.ending = nil
        entry.settledAt = nil
        entry.attempts = 0
        entry.nextAt = now
        notices[place] = entry
        return true
    }

    fileprivate func health(_ tenant: TenantID) -> CallbackHealth {
        var health = health[tenant] ?? CallbackHealth(tenant: tenant)
        let own = notices.filter { $0.notice.tenant == tenant }
        health.undelivered = own.count { !$0.settled }
        health.failed = own.count { $0.ending == .failed }
        return health
    }
}
