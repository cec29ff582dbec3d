import GateCore
import Synchronization

/// A front desk that answers as a test says, and remembers what it was asked.
final class ScriptedDesk: FrontDesk {
    struct State {
        var orders: [TriggerOrder] = []
        var moderated: [[String]] = []
        var uploads: [(bytes: Int, contentType: String)] = []
        var posted: [String] = []
        var queries: [TaskQuery] = []
        var callers: [TenantID] = []
        var endUsers: [String?] = []
        var task: TaskRecord?
        var position = 0
        var nextCursor: String?
        var problem: (any Error)?
    }

    let state = Mutex(State())
    private let rules: any RuleSet

    init(rules: any RuleSet) { self.rules = rules }

    /// Throws what the test set, after noting who asked.
    private func enter(_ caller: Caller, _ note: (inout State) -> Void = { _ in }) throws {
        try state.withLock { state in
            state.callers.append(caller.tenant.id)
            state.endUsers.append(caller.endUser)
            note(&state)
            if let problem = state.problem { throw problem }
        }
    }

    private func found() throws -> TaskRecord {
        guard let task = state.withLock({ $0.task }) else { throw Problem(.notFound, "No task.") }
        return task
    }

    func submit(_ order: TriggerOrder, caller: Caller) async throws -> Acceptance {
        try enter(caller) { $0.orders.append(order) }
        if let held = state.withLock({ $0.task }), held.status == .held {
            return Acceptance(held, position: 0)
        }
        let task = TaskRecord(
            id: "task1", triggerID: order.triggerID ?? "1234567890", tenant: caller.tenant.id,
            key: caller.key, job: order.job, exchange: "x", revision: "r", nonce: "1",
            at: Timestamp(milliseconds: 0))
        return Acceptance(task, position: state.withLock { $0.position })
    }

    func moderate(_ texts: [String], caller: Caller) async throws -> [TextJudgement] {
        try enter(caller) { $0.moderated.append(texts) }
        return texts.map { rules.judge($0, tenant: caller.tenant.id) }
    }

    func upload(
        bytes: [UInt8], contentType: String, caller: Caller
    ) async throws -> (file: UploadedFile, triggerID: String) {
        try enter(caller) { $0.uploads.append((bytes.count, contentType)) }
        return (UploadedFile(uploadFilename: "u/1.png", uploadURL: "https://up.test/1"), "99")
    }

    func post(uploadFilename: String, caller: Caller) async throws -> String {
        try enter(caller) { $0.posted.append(uploadFilename) }
        return "https://cdn.test/1.png"
    }

    func release(_ name: String, caller: Caller) async throws -> TaskRecord {
        try enter(caller)
        return try found()
    }

    func cancel(_ name: String, caller: Caller) async throws -> TaskRecord {
        try enter(caller)
        return try found()
    }

    func task(_ name: String, caller: Caller) async throws -> Acceptance {
        try enter(caller)
        return Acceptance(try found(), position: state.withLock { $0.position })
    }

    func tasks(_ query: TaskQuery) async throws -> Page<TaskRecord> {
        state.withLock { state in
            state.queries.append(query)
            return Page(state.task.map { [$0] } ?? [], nextCursor: state.nextCursor)
        }
    }
}
