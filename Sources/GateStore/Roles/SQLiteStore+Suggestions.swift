import GRDB
import GateCore

extension SQLiteStore: SuggestionStore {
    public func add(_ suggestion: Suggestion) async throws -> SuggestionAdmission {
        try watch.requireRoom()
        return try await write { db in try Self.add(suggestion, db) }
    }

    public func suggestion(_ id: SuggestionID, tenant: TenantID?) async throws -> Suggestion? {
        try await read { db in
            var conditions = Conditions()
            conditions.add("id = ?", id.rawValue)
            if let tenant { conditions.add("tenant = ?", tenant.rawValue) }
            return try Row.fetchOne(
                db, sql: "SELECT record FROM suggestions \(conditions.clause)",
                arguments: conditions.arguments
            ).map(SuggestionRow.suggestion)
        }
    }

    public func suggestions(_ query: SuggestionQuery) async throws -> Page<Suggestion> {
        let cursor = try Cursor.read(.suggestions, query.cursor)
        return try await read { db in
            var conditions = Conditions()
            if let tenant = query.tenant { conditions.add("tenant = ?", tenant.rawValue) }
            if let status = query.status { conditions.add("status = ?", status.rawValue) }
            if let source = query.source { conditions.add("source = ?", source.rawValue) }
            if let cursor { conditions.add("sequence < ?", cursor.sequence) }
            return try conditions.page(
                of: "suggestions", as: .suggestions, limit: query.limit, db,
                SuggestionRow.suggestion)
        }
    }

    public func change(_ suggestion: Suggestion, notices: [Notice]) async throws {
        let row = try SuggestionRow(suggestion)
        let noticeRows = try notices.map(NoticeRow.init)
        try await write { db in
            guard try row.update(db) else { throw try Self.refusal(of: suggestion.id, db) }
            for notice in noticeRows { try notice.insert(db) }
        }
    }

    /// Keeps a new suggestion within a transaction that may hold more.
    static func add(_ suggestion: Suggestion, _ db: Database) throws -> SuggestionAdmission {
        if let open = try SuggestionRow.open(like: suggestion, db) {
            let next = open.repeated(at: suggestion.createdAt)
            _ = try SuggestionRow(next).update(db)
            return .repeated(next)
        }
        let taken = try SuggestionRow.openCount(
            of: suggestion.tenant, suggestion.source, db)
        guard taken < SuggestionLimits.open(suggestion.source) else { return .full }
        try SuggestionRow(suggestion).insert(db)
        return .added
    }

    private static func refusal(of id: SuggestionID, _ db: Database) throws -> StoreError {
        let isThere = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM suggestions WHERE id = ?)",
            arguments: [id.rawValue])
        return isThere == true
            ? StoreError(.conflict, "the suggestion was changed since it was read")
            : StoreError(.notFound, "no such suggestion")
    }
}
