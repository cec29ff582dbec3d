import GateCore
import Synchronization

extension MemoryStore: TaskStore {
    public func admit(
        _ task: TaskRecord, audit: AuditRecord, overflow: AuditRecord, room: QueueRoom
    ) async throws -> Admission {
        try state.withLock { state in
            let admission = state.admission(of: task, in: room)
            guard admission != .full else {
                try state.append([overflow])
                return .full
            }
            guard !state.tasks.contains(where: { $0.id == task.id }) else {
                throw StoreError(.conflict, "the task's id is taken")
            }
            try state.append([audit])
            state.tasks.append(task)
            return admission
        }
    }

    public func change(
        _ task: TaskRecord, notices: [Notice], suggestion: Suggestion?
    ) async throws {
        try state.withLock { state in
            try state.change(task, notices: notices)
            if let suggestion { _ = try state.add(suggestion) }
        }
    }

    public func task(named name: String, tenant: TenantID) async throws -> TaskRecord? {
        let named = try await tasks(named: name, tenant: tenant)
        return named.first { $0.id.rawValue == name } ?? named.last
    }

    public func tasks(named name: String, tenant: TenantID) async throws -> [TaskRecord] {
        state.withLock { state in state.tasks.filter { $0.tenant == tenant && $0.isNamed(name) } }
    }

    public func owner(ofTaskNamed name: String) async throws -> TenantID? {
        state.withLock { state in state.tasks.last { $0.isNamed(name) }?.tenant }
    }

    public func owner(ofMessage messageID: String, hash: String) async throws -> TenantID? {
        state.withLock { state in
            let finished = state.tasks.filter { $0.status == .finished }
            let wanted = hash.lowercased()
            let byMessage = finished.first {
                !messageID.isEmpty && $0.result?.messageID == messageID
            }
            let byHash = finished.first { !wanted.isEmpty && $0.finalHash == wanted }
            return (byMessage ?? byHash)?.tenant
        }
    }

    public func task(ofMessage messageID: String, tenant: TenantID) async throws -> TaskRecord? {
        guard !messageID.isEmpty else { return nil }
        return state.withLock { state in
            state.tasks.first {
                $0.tenant == tenant && $0.status == .finished && $0.result?.messageID == messageID
            }
        }
    }

    public func tasks(_ query: TaskQuery) async throws -> Page<TaskRecord> {
        let end = try MemoryCursor.read("t", query.cursor)
        return state.withLock { state in
            MemoryCursor.page(
                of: state.tasks, "t", before: end, limit: query.limit, where: query.admits)
        }
    }

    public func openTasks() async throws -> [TaskRecord] {
        state.withLock { state in state.tasks.filter { !$0.status.isTerminal } }
    }

    public func queuedBefore(_ task: TaskRecord) async throws -> Int {
        try state.withLock { state in
            guard let place = state.tasks.firstIndex(where: { $0.id == task.id }) else {
                throw StoreError(.notFound, "no such task")
            }
            return state.tasks[..<place].count { $0.status == .queued }
        }
    }
}

extension MemoryStore.State {
    /// Whether there is a place for one more task that is queued or holds a slot.
    func admission(of task: TaskRecord, in room: QueueRoom) -> Admission {
        guard let place = task.place else { return .full }
        let taken = Dictionary(grouping: tasks.compactMap(\.place)) { $0 }.mapValues(\.count)
        return room.admission(to: place, taken: taken)
    }

    /// Replaces a task's record with its next version, and keeps webhooks: all or nothing.
    mutating func change(_ task: TaskRecord, notices: [Notice]) throws {
        guard let place = tasks.firstIndex(where: { $0.id == task.id }) else {
            throw StoreError(.notFound, "no such task")
        }
        guard tasks[place].version == task.version - 1 else {
            throw StoreError(.conflict, "the task was changed since it was read")
        }
        try append(notices)
        tasks[place] = task
        if let ending = task.quotaEnding { quota.settle(task.exchange, task: task.id, ending) }
    }
}

extension TaskRecord {
    func isNamed(_ name: String) -> Bool { id.rawValue == name || triggerID == name }

    fileprivate var finalHash: String? { (result?.jobID ?? links.jobID)?.lowercased() }
}
