import GateCore
import Synchronization

/// A review desk that answers as a test says, and remembers what it was asked.
final class ScriptedReview: ReviewDesk {
    struct State {
        var queries: [HeldQuery] = []
        var decisions: [String] = []
        var strikeQueries: [StrikeQuery] = []
        var task: TaskRecord?
        var standings: [StrikeStanding] = []
        var problem: Problem?
    }

    let state = Mutex(State())

    private func decide(_ words: String) throws -> TaskRecord {
        try state.withLock { state in
            state.decisions.append(words)
            if let problem = state.problem { throw problem }
            guard let task = state.task else { throw Problem(.notFound, "No task.") }
            return task
        }
    }

    func held(_ query: HeldQuery) async throws -> Page<TaskRecord> {
        state.withLock { state in
            state.queries.append(query)
            return Page(state.task.map { [$0] } ?? [], nextCursor: "h1")
        }
    }

    func approve(_ name: String, reason: String?, by admin: Caller) async throws -> Acceptance {
        Acceptance(try decide("approve \(name) \(reason ?? "-") \(admin.key)"), position: 3)
    }

    func deny(_ name: String, reason: String?, by admin: Caller) async throws -> TaskRecord {
        try decide("deny \(name) \(reason ?? "-") \(admin.key)")
    }

    func strikes(_ query: StrikeQuery) async throws -> Page<StrikeStanding> {
        state.withLock { state in
            state.strikeQueries.append(query)
            return Page(state.standings, nextCursor: nil)
        }
    }

    func forgive(_ user: EndUser, reason: String?, by admin: Caller) async throws -> Int {
        state.withLock { state in
            state.decisions.append("forgive \(user.tenant) \(user.name) \(reason ?? "-")")
            return 2
        }
    }
}
