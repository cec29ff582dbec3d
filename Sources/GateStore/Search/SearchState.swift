import GRDB

/// How far the full-text index has come.
enum SearchState {
    /// Up to which sequence number texts are indexed.
    static func indexed(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(db, sql: "SELECT indexed FROM audit_search_state") ?? 0
    }

    /// Whether forgotten texts are still within the index's segments.
    static func holdsForgotten(_ db: Database) throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT purge > 0 FROM audit_search_state") ?? false
    }
}
