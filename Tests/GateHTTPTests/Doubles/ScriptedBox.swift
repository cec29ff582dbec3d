import GateCore
import Synchronization

/// A box for suggestions that keeps them in memory, and remembers what it was asked.
final class ScriptedBox: SuggestionBox {
    struct State {
        var suggestions: [Suggestion] = []
        var queries: [SuggestionQuery] = []
        var terms: [SuggestionTerms] = []
        var simulated: [Int] = []
        var problem: Problem?
    }

    let state = Mutex(State())
    private static let now = Timestamp(milliseconds: 0)

    func suggest(
        _ draft: SuggestionDraft, caller: Caller
    ) async throws -> (suggestion: Suggestion, isNew: Bool) {
        state.withLock { state in
            let made = Suggestion(
                id: SuggestionID("sug_\(state.suggestions.count + 1)"), tenant: caller.tenant.id,
                key: caller.key, source: .tenant, kind: draft.kind, term: draft.term,
                example: draft.example, reason: draft.reason, at: Self.now)
            if let open = state.suggestions.first(where: { $0.likeness == made.likeness }) {
                return (open, false)
            }
            state.suggestions.append(made)
            return (made, true)
        }
    }

    func suggestion(_ id: SuggestionID, tenant: TenantID?) async throws -> Suggestion {
        let found = state.withLock { state in
            state.suggestions.first { $0.id == id && (tenant ?? $0.tenant) == $0.tenant }
        }
        guard let found else { throw Problem(.notFound, "There is no suggestion.") }
        return found
    }

    func suggestions(_ query: SuggestionQuery) async throws -> Page<Suggestion> {
        state.withLock { state in
            state.queries.append(query)
            return Page(state.suggestions, nextCursor: "s1")
        }
    }

    func prospect(
        of draft: SuggestionDraft, caller: Caller, on texts: [RecordedText]
    ) async throws -> SuggestionProspect {
        try await prospect(
            of: try await suggest(draft, caller: caller).suggestion.id, on: texts)
    }

    func prospect(
        of id: SuggestionID, on texts: [RecordedText]
    ) async throws -> SuggestionProspect {
        let found = try await suggestion(id, tenant: nil)
        state.withLock { $0.simulated.append(texts.count) }
        let judgement = TextJudgement(action: .block, matches: [], revision: "2")
        let simulation = RuleSimulation(
            active: "1", candidate: "2", judged: texts.count, stricter: 1, milder: 0,
            changedCount: 1, changed: [])
        let change = RuleFileChange(file: "words.txt", line: 3, added: "tyrone\n", isNew: false)
        return SuggestionProspect(
            suggestion: found, now: judgement,
            preview: RuleEditPreview(changes: [change], then: judgement, simulation: simulation),
            obstacle: nil)
    }

    func accept(
        _ id: SuggestionID, on terms: SuggestionTerms, by key: KeyID
    ) async throws -> Suggestion {
        let open = try await suggestion(id, tenant: nil)
        let problem = state.withLock { state in
            state.terms.append(terms)
            return state.problem
        }
        if let problem { throw problem }
        let outcome = SuggestionOutcome(
            scope: .all, term: "tyrone", files: ["words.txt"], revision: "2", isEffective: true,
            remark: nil, note: terms.note)
        return open.decided(.accepted(outcome, by: key, at: Self.now)) ?? open
    }

    func decline(_ id: SuggestionID, reason: String?, by key: KeyID) async throws -> Suggestion {
        let open = try await suggestion(id, tenant: nil)
        return open.decided(.declined(reason, by: key, at: Self.now)) ?? open
    }
}
