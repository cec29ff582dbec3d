import Synchronization

/// Tells whoever waits for a task that it changed: event streams and long polls. It tells
/// that something changed, never what: that is read from the store, so that nothing is told
/// before it is durable.
public final class TaskNews: Sendable {
    private struct State {
        var isClosed = false
        var nextID: UInt64 = 0
        var waiting: [TaskID: [UInt64: AsyncStream<Void>.Continuation]] = [:]
        var count: [TenantID: Int] = [:]
        var total = 0
    }

    private let perTenant: Int
    private let total: Int
    private let state = Mutex(State())

    /// - Parameters:
    ///   - perTenant: how many may wait for tasks of one tenant at once.
    ///   - total: how many in all.
    public init(perTenant: Int = 32, total: Int = 1024) {
        self.perTenant = perTenant
        self.total = total
    }

    /// How many wait now.
    public var listeners: Int { state.withLock { $0.total } }

    /// The task changed, durably. Cheap where nobody waits.
    public func changed(_ id: TaskID) {
        let waiting = state.withLock { $0.waiting[id].map { Array($0.values) } ?? [] }
        for continuation in waiting { continuation.yield() }
    }

    /// Ends every wait, and those to come: the gateway is stopping.
    public func close() {
        let waiting = state.withLock { state in
            state.isClosed = true
            return state.waiting.values.flatMap(\.values)
        }
        for continuation in waiting { continuation.finish() }
    }

    /// Begins to wait for a task. Read the task after this, or a change is missed.
    /// - Throws: `Problem` (`rateLimited`), when too many wait already.
    public func listen(to task: TaskID, of tenant: TenantID) throws(Problem) -> TaskListener {
        let (changes, continuation) = AsyncStream<Void>.makeStream(
            bufferingPolicy: .bufferingNewest(1))
        let id: UInt64? = state.withLock { state in
            guard state.total < total, state.count[tenant, default: 0] < perTenant else {
                return nil
            }
            state.nextID += 1
            state.total += 1
            state.count[tenant, default: 0] += 1
            state.waiting[task, default: [:]][state.nextID] = continuation
            if state.isClosed { continuation.finish() }
            return state.nextID
        }
        guard let id else {
            throw Problem(
                .rateLimited,
                "Too many event streams and waiting calls are open; at most \(perTenant) of a "
                    + "tenant may be.", retryAfter: .seconds(5), policies: ["streams"])
        }
        return TaskListener(changes: changes, bell: continuation) { [weak self] in
            self?.leave(task, tenant, id)
        }
    }

    private func leave(_ task: TaskID, _ tenant: TenantID, _ id: UInt64) {
        state.withLock { state in
            state.waiting[task]?[id] = nil
            if state.waiting[task]?.isEmpty == true { state.waiting[task] = nil }
            let left = state.count[tenant, default: 0] - 1
            state.count[tenant] = left > 0 ? left : nil
            state.total -= 1
        }
    }
}
