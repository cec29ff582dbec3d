import GateCore
import Synchronization

extension MemoryStore: HeldStore {
    public func hold(
        _ task: TaskRecord, audit: AuditRecord, overflow: AuditRecord, notices: [Notice],
        room: HoldingRoom
    ) async throws -> Bool {
        try attempt { state in
            let held = state.tasks.filter { $0.status == .held }
            guard held.count < room.total,
                held.count(where: { $0.tenant == task.tenant }) < room.perTenant
            else {
                try state.append([overflow])
                return false
            }
            guard !state.tasks.contains(where: { $0.id == task.id }) else {
                throw StoreError(.conflict, "the task's id is taken")
            }
            try state.append([audit])
            state.tasks.append(task)
            try state.append(notices)
            return true
        }
    }

    public func decide(
        _ task: TaskRecord, audit: AuditRecord, notices: [Notice], room: QueueRoom?
    ) async throws -> Admission {
        try attempt { state in
            let admission = room.map { state.admission(of: task, in: $0) }
            if admission == .full { return .full }
            try state.change(task, notices: notices)
            try state.append([audit])
            return admission ?? .admitted(position: 0)
        }
    }

    public func heldTasks(_ query: HeldQuery) async throws -> Page<TaskRecord> {
        let last = try MemoryCursor.read("h", query.cursor)
        return state.withLock { state in
            MemoryCursor.page(of: state.tasks, "h", after: last, limit: query.limit) { task in
                task.status == .held && (query.tenant ?? task.tenant) == task.tenant
            }
        }
    }

    public func heldTasks(expiredAt now: Timestamp, limit: Int) async throws -> [TaskRecord] {
        let expired = state.withLock { state in
            state.tasks.compactMap { task in
                task.status == .held ? task.hold.map { (task, $0.until) } : nil
            }
        }.filter { $0.1 <= now }
        return expired.sorted { $0.1 < $1.1 }.prefix(max(0, limit)).map(\.0)
    }

    public func reviewTask(named name: String) async throws -> TaskRecord? {
        state.withLock { state in
            let named = state.tasks.filter { $0.isNamed(name) }
            return named.first { $0.id.rawValue == name }
                ?? named.first { $0.status == .held } ?? named.last
        }
    }

    /// Does all of `work`, or nothing when it throws.
    func attempt<Value: Sendable>(_ work: (inout State) throws -> Value) throws -> Value {
        try state.withLock { state in
            var changed = state
            let value = try work(&changed)
            state = changed
            return value
        }
    }
}
