import GateCore

/// A stage that does what its test says, and writes down what it is asked.
struct ScriptedStage: Stage {
    static let kind: StageKind = "scripted"

    private let name: String
    private let journal: Journal
    private let ending: @Sendable () async -> Void
    private let body: @Sendable () async throws -> Verdict
    private let isInstant: Bool

    init(
        _ name: String, _ journal: Journal, isInstant: Bool = false,
        _ body: @escaping @Sendable () async throws -> Verdict = { .pass },
        ending: @escaping @Sendable () async -> Void = {}
    ) {
        self.isInstant = isInstant
        self.name = name
        self.journal = journal
        self.ending = ending
        self.body = body
    }

    func answersAtOnce(_ exchange: Exchange) -> Bool { isInstant }

    func decide(_ exchange: Exchange) async throws -> Verdict {
        journal.note("decide \(name)")
        return try await body()
    }

    func finish(_ exchange: Exchange, outcome: Outcome) async {
        journal.note("finish \(name) \(outcome.rawValue)")
        await ending()
    }
}
