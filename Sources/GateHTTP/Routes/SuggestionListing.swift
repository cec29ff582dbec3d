import GateCore

/// What the tenants' and the admin's calls about suggestions have in common.
enum SuggestionListing {
    /// Reads a listing's query.
    /// - Parameter tenant: whose suggestions; nil lets the query say.
    /// - Throws: `Problem` (`badParameters`) with every fault.
    static func query(_ text: String?, tenant: TenantID?) throws(Problem) -> SuggestionQuery {
        var fields = QueryReader(text)
        let status = fields.choice("status", SuggestionStatus.self)
        let source = fields.choice("source", SuggestionSource.self)
        var wanted = tenant
        if tenant == nil { wanted = fields.string("tenant", .tenantID).map { TenantID($0) } }
        let cursor = fields.string("cursor", .cursor)
        let limit = fields.integer("limit", in: 1...200) ?? 50
        try fields.finish()
        return SuggestionQuery(
            tenant: wanted, status: status, source: source, cursor: cursor, limit: limit)
    }

    /// The suggestion that the path names.
    static func id(_ context: EdgeContext) throws(Problem) -> SuggestionID {
        SuggestionID(try context.pathPart("id", .triggerID, noun: "suggestion"))
    }
}
