import GRDB
import GateCore

/// A suggestion as its row has it: the record, and what it is searched by.
struct SuggestionRow: Sendable {
    private let suggestion: Suggestion
    private let json: String

    /// - Throws: `StoreError.unavailable` when it cannot be written as JSON.
    init(_ suggestion: Suggestion) throws {
        self.suggestion = suggestion
        json = try StoredJSON.text(of: suggestion)
    }

    /// The suggestion of a row that has the column `record`.
    static func suggestion(_ row: Row) throws -> Suggestion {
        try StoredJSON.value(Suggestion.self, from: row["record"])
    }

    /// The open suggestion that asks for the same.
    static func open(like suggestion: Suggestion, _ db: Database) throws -> Suggestion? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT record FROM suggestions
                WHERE tenant = ? AND likeness = ? AND status = 'open'
                """)
        return try Row.fetchOne(
            statement, arguments: [suggestion.tenant.rawValue, suggestion.likeness]
        ).map(Self.suggestion)
    }

    /// How many of a tenant's are open.
    static func openCount(
        of tenant: TenantID, _ source: SuggestionSource, _ db: Database
    ) throws -> Int {
        let statement = try db.cachedStatement(
            sql: """
                SELECT COUNT(*) FROM suggestions
                WHERE tenant = ? AND status = 'open' AND source = ?
                """)
        return try Int.fetchOne(statement, arguments: [tenant.rawValue, source.rawValue]) ?? 0
    }

    func insert(_ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO suggestions (id, tenant, source, likeness, status, version, record)
                VALUES (:id, :tenant, :source, :likeness, :status, :version, :record)
                """)
        var values = changing
        values["tenant"] = suggestion.tenant.rawValue
        values["source"] = suggestion.source.rawValue
        values["likeness"] = suggestion.likeness
        try statement.execute(arguments: StatementArguments(values))
    }

    /// - Returns: whether the version before this one was there to be replaced.
    func update(_ db: Database) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: """
                UPDATE suggestions SET status = :status, version = :version, record = :record
                WHERE id = :id AND version = :version - 1
                """)
        try statement.execute(arguments: StatementArguments(changing))
        return db.changesCount == 1
    }

    private var changing: [String: (any DatabaseValueConvertible)?] {
        [
            "id": suggestion.id.rawValue, "status": suggestion.status.rawValue,
            "version": suggestion.version, "record": json,
        ]
    }
}
