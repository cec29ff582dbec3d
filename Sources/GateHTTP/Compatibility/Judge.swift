import GateCore

/// Has texts judged for every call that judges texts, whoever's API it looks like: the
/// same desk, limits and records, and no text passes that could not be judged.
struct Judge: Sendable {
    /// Texts in one call, at most.
    static let mostTexts = 1024

    private let desk: any FrontDesk

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) { desk = parts.desk }

    /// The verdicts on `texts`, in order. No texts need no verdict.
    /// - Throws: `Problem`.
    func judge(_ texts: [String], for caller: Caller) async throws -> [JudgedText] {
        guard !texts.isEmpty else { return [] }
        let found = try await desk.moderate(texts, caller: caller)
        guard found.count == texts.count else { throw MissingJudgement() }
        try Self.refuseUndecided(found)
        return zip(texts, found).map { JudgedText(text: $0, judgement: $1) }
    }

    /// A text that could not be judged never looks like a clean one.
    private static func refuseUndecided(_ found: [TextJudgement]) throws(Problem) {
        for (place, judgement) in found.enumerated() where judgement.action < .block {
            guard let rule = judgement.undecided.first else { continue }
            throw Problem(
                .couldNotJudge,
                "Rule \(rule) could not be decided within its limits for text \(place).",
                revision: judgement.revision)
        }
    }

    /// The desk answered for more or fewer texts than it was asked about.
    private struct MissingJudgement: Error {}
}
