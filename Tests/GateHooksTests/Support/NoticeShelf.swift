import GateCore
import Synchronization

/// A notice store in memory, with faults on demand.
final class NoticeShelf: NoticeStore {
    /// How a notice ended, or that it has not.
    enum Fate: Equatable {
        case waiting(until: Timestamp, attempts: Int, error: String?)
        case delivered
        case failed(String)
    }

    private struct State {
        var notices: [Notice] = []
        var fates: [NoticeID: Fate] = [:]
        var refusals = 0
        var resting: Set<Receiver> = []
    }

    private let state = Mutex(State())
    let secret: String

    init(secret: String = Samples.secret) { self.secret = secret }

    func add(_ notices: Notice...) {
        state.withLock { state in
            for notice in notices {
                state.notices.append(notice)
                state.fates[notice.id] = .waiting(until: Samples.wall, attempts: 0, error: nil)
            }
        }
    }

    /// Makes the next `count` calls throw.
    func refuse(_ count: Int) { state.withLock { $0.refusals = count } }

    /// Whether every refusal has been met.
    var refusalsLeft: Int { state.withLock { $0.refusals } }

    func fate(_ id: NoticeID) -> Fate? { state.withLock { $0.fates[id] } }

    /// Those that were left out of the last look.
    var resting: Set<Receiver> { state.withLock { $0.resting } }

    func dueNotices(_ query: DueQuery) async throws -> [PendingNotice] {
        try answer { state in
            state.resting = query.resting
            var tasks: Set<TaskID> = []
            let due = state.notices.compactMap { notice -> PendingNotice? in
                guard case .waiting(let until, let attempts, _) = state.fates[notice.id],
                    notice.task.map({ tasks.insert($0).inserted }) ?? true, until <= query.now,
                    !query.resting.contains(notice.receiver),
                    !query.underway.contains(notice.id)
                else { return nil }
                return PendingNotice(notice: notice, attempts: attempts, secrets: [secret])
            }
            var (receivers, counts): ([Receiver: Int], [TenantID: Int]) = ([:], [:])
            let fair = due.filter { pending in
                receivers[pending.notice.receiver, default: 0] += 1
                guard receivers[pending.notice.receiver, default: 0] <= query.perReceiver
                else { return false }
                counts[pending.notice.tenant, default: 0] += 1
                return counts[pending.notice.tenant, default: 0] <= query.perTenant
            }
            return Array(fair.prefix(query.limit))
        }
    }

    func nextNoticeDue() async throws -> Timestamp? {
        try answer { state in
            state.fates.values.compactMap { fate in
                if case .waiting(let until, _, _) = fate { until } else { nil }
            }.min()
        }
    }

    func noticeDelivered(_ id: NoticeID, at now: Timestamp) async throws {
        try answer { $0.fates[id] = .delivered }
    }

    func noticeDeferred(
        _ id: NoticeID, until next: Timestamp, at now: Timestamp, error: String
    ) async throws {
        try answer { state in
            guard case .waiting(_, let attempts, _) = state.fates[id] else { return }
            state.fates[id] = .waiting(until: next, attempts: attempts + 1, error: error)
        }
    }

    func noticeFailed(_ id: NoticeID, at now: Timestamp, error: String) async throws {
        try answer { $0.fates[id] = .failed(error) }
    }

    func noticeRefused(_ id: NoticeID, at now: Timestamp, error: String) async throws {
        try answer { state in
            let url = state.notices.first { $0.id == id }?.url
            for other in state.notices where other.url == url {
                if case .waiting = state.fates[other.id] {
                    state.fates[other.id] = .failed("closed")
                }
            }
            state.fates[id] = .failed(error)
        }
    }

    private func answer<Value>(_ body: (inout State) -> Value) throws -> Value {
        try state.withLock { state in
            guard state.refusals == 0 else {
                state.refusals -= 1
                throw StoreError(.unavailable, "the disk is full")
            }
            return body(&state)
        }
    }
}
