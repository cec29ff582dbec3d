import GateCore

/// Takes suggestions, shows what they would change, and carries out an admin's decision.
public struct SuggestionDesk: SuggestionBox {
    let parts: SuggestionParts

    /// - Parameter parts: what it works with.
    public init(_ parts: SuggestionParts) { self.parts = parts }

    public func suggest(
        _ draft: SuggestionDraft, caller: Caller
    ) async throws -> (suggestion: Suggestion, isNew: Bool) {
        let made = suggestion(of: draft, caller)
        switch try await Shielded.run({ try await parts.store.add(made) }) {
        case .added: return (made, true)
        case .repeated(let open): return (open, false)
        case .full:
            throw Problem(
                .conflict,
                "\(SuggestionLimits.openOfTenant) of your suggestions are open; wait until some "
                    + "are decided.")
        }
    }

    private func suggestion(of draft: SuggestionDraft, _ caller: Caller) -> Suggestion {
        Suggestion(
            id: SuggestionID(parts.random), tenant: caller.tenant.id, key: caller.key,
            source: .tenant, kind: draft.kind, term: draft.term, example: draft.example,
            reason: draft.reason, at: parts.time.wall())
    }

    public func suggestion(_ id: SuggestionID, tenant: TenantID?) async throws -> Suggestion {
        guard let found = try await parts.store.suggestion(id, tenant: tenant) else {
            throw Problem(.notFound, "There is no suggestion \(id).")
        }
        return found
    }

    public func suggestions(_ query: SuggestionQuery) async throws -> Page<Suggestion> {
        try await parts.store.suggestions(query)
    }

    // MARK: What it would change

    public func prospect(
        of id: SuggestionID, on texts: [RecordedText]
    ) async throws -> SuggestionProspect {
        try await prospect(of: try await suggestion(id, tenant: nil), on: texts)
    }

    public func prospect(
        of draft: SuggestionDraft, caller: Caller, on texts: [RecordedText]
    ) async throws -> SuggestionProspect {
        try await prospect(of: suggestion(of: draft, caller), on: texts)
    }

    private func prospect(
        of found: Suggestion, on texts: [RecordedText]
    ) async throws -> SuggestionProspect {
        let example = found.judgedExample
        let now = example.map { parts.rules.current().judge($0, tenant: found.tenant) }
        guard found.status == .open else {
            return SuggestionProspect(suggestion: found, now: now, preview: nil, obstacle: nil)
        }
        do {
            let order = try SuggestionOrder(found, SuggestionTerms(), at: parts.time.wall())
            let text = RecordedText(
                id: found.id.rawValue, text: example ?? order.edit.term, tenant: found.tenant)
            let preview = try await parts.editor.preview(order.edit, example: text, on: texts)
            return SuggestionProspect(suggestion: found, now: now, preview: preview, obstacle: nil)
        } catch let problem as Problem {
            return SuggestionProspect(suggestion: found, now: now, preview: nil, obstacle: problem)
        } catch let refusal as RuleEditRefusal {
            return SuggestionProspect(
                suggestion: found, now: now, preview: nil, obstacle: refusal.problem)
        }
    }

    // MARK: The end

    public func accept(
        _ id: SuggestionID, on terms: SuggestionTerms, by key: KeyID
    ) async throws -> Suggestion {
        let open = try await openSuggestion(id)
        let order = try SuggestionOrder(open, terms, at: parts.time.wall())
        // From the first byte written to the decision kept, nothing may cut in.
        return try await Shielded.run {
            let changes = try await write(order.edit)
            let outcome = SuggestionCheck(order, parts.rules.current()).outcome(
                changes, note: terms.note)
            return try await end(open, .accepted(outcome, by: key, at: parts.time.wall()))
        }
    }

    public func decline(
        _ id: SuggestionID, reason: String?, by key: KeyID
    ) async throws -> Suggestion {
        let open = try await openSuggestion(id)
        return try await Shielded.run {
            try await end(open, .declined(reason, by: key, at: parts.time.wall()))
        }
    }

    private func openSuggestion(_ id: SuggestionID) async throws -> Suggestion {
        let found = try await suggestion(id, tenant: nil)
        guard found.status == .open else { throw Self.closed(found) }
        return found
    }

    private func write(_ edit: RuleEdit) async throws -> [RuleFileChange] {
        do {
            return try await parts.editor.apply(edit)
        } catch {
            throw error.problem
        }
    }

    /// Keeps the end of a suggestion and tells its tenant: the one place where a decision
    /// becomes durable. One that was made once more meanwhile ends all the same.
    private func end(
        _ open: Suggestion, _ decision: SuggestionDecision
    ) async throws -> Suggestion {
        var current = open
        while true {
            guard let ended = current.decided(decision) else { throw Self.closed(current) }
            let notices = try await notices(for: ended)
            do {
                try await parts.store.change(ended, notices: notices)
                if !notices.isEmpty { parts.noticesKept() }
                return ended
            } catch let error as StoreError where error.kind == .conflict {
                current = try await suggestion(open.id, tenant: nil)
            }
        }
    }

    /// The image bot is told nothing, and its suggestions are no tenant's wish.
    private func notices(for suggestion: Suggestion) async throws -> [Notice] {
        guard suggestion.source == .tenant,
            let tenant = try await parts.tenants.tenant(suggestion.tenant)
        else { return [] }
        return parts.notices.notice(for: suggestion, tenant: tenant).map { [$0] } ?? []
    }

    private static func closed(_ suggestion: Suggestion) -> Problem {
        Problem(
            .conflict, "Suggestion \(suggestion.id) is \(suggestion.status.rawValue) already.")
    }
}
