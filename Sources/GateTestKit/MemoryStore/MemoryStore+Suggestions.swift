import GateCore
import Synchronization

extension MemoryStore: SuggestionStore {
    public func add(_ suggestion: Suggestion) async throws -> SuggestionAdmission {
        try state.withLock { state in try state.add(suggestion) }
    }

    public func suggestion(_ id: SuggestionID, tenant: TenantID?) async throws -> Suggestion? {
        state.withLock { state in
            state.suggestions.first { $0.id == id && (tenant ?? $0.tenant) == $0.tenant }
        }
    }

    public func suggestions(_ query: SuggestionQuery) async throws -> Page<Suggestion> {
        let end = try MemoryCursor.read("s", query.cursor)
        return state.withLock { state in
            MemoryCursor.page(of: state.suggestions, "s", before: end, limit: query.limit) {
                (query.tenant ?? $0.tenant) == $0.tenant
                    && (query.status ?? $0.status) == $0.status
                    && (query.source ?? $0.source) == $0.source
            }
        }
    }

    public func change(_ suggestion: Suggestion, notices: [Notice]) async throws {
        try state.withLock { state in
            guard let place = state.suggestions.firstIndex(where: { $0.id == suggestion.id })
            else { throw StoreError(.notFound, "no such suggestion") }
            guard state.suggestions[place].version == suggestion.version - 1 else {
                throw StoreError(.conflict, "the suggestion was changed since it was read")
            }
            try state.append(notices)
            state.suggestions[place] = suggestion
        }
    }
}

extension MemoryStore.State {
    mutating func add(_ suggestion: Suggestion) throws -> SuggestionAdmission {
        let open = suggestions.indices.filter {
            suggestions[$0].tenant == suggestion.tenant && suggestions[$0].status == .open
        }
        if let place = open.first(where: { suggestions[$0].likeness == suggestion.likeness }) {
            suggestions[place] = suggestions[place].repeated(at: suggestion.createdAt)
            return .repeated(suggestions[place])
        }
        guard
            open.count(where: { suggestions[$0].source == suggestion.source })
                < SuggestionLimits.open(suggestion.source)
        else { return .full }
        guard tenant(suggestion.tenant) != nil else {
            throw StoreError(.notFound, "no such tenant")
        }
        guard !suggestions.contains(where: { $0.id == suggestion.id }) else {
            throw StoreError(.conflict, "the suggestion's id is taken")
        }
        suggestions.append(suggestion)
        return .added
    }
}
