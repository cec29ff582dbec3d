import GateCore
import Synchronization

/// A stage that does what its test says, and writes down what it is asked.
struct ScriptedStage: Stage {
    static let kind: StageKind = "scripted"

    private let journal: Journal
    private let body: @Sendable () throws -> Verdict

    init(_ journal: Journal, _ body: @escaping @Sendable () throws -> Verdict) {
        self.journal = journal
        self.body = body
    }

    func decide(_ exchange: Exchange) async throws -> Verdict {
        journal.note(exchange)
        return try body()
    }

    func finish(_ exchange: Exchange, outcome: Outcome) async { journal.note(outcome) }
}

/// What scripted stages saw, in order.
final class Journal: Sendable {
    private let seen = Mutex<(exchanges: [Exchange], outcomes: [Outcome])>(([], []))

    var exchanges: [Exchange] { seen.withLock { $0.exchanges } }
    var outcomes: [Outcome] { seen.withLock { $0.outcomes } }

    func note(_ exchange: Exchange) { seen.withLock { $0.exchanges.append(exchange) } }
    func note(_ outcome: Outcome) { seen.withLock { $0.outcomes.append(outcome) } }
}
