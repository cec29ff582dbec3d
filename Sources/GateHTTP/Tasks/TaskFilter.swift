import GateCore

/// Reads the query of `GET /v1/tasks`.
enum TaskFilter {
    /// - Throws: `Problem` (`badParameters`).
    static func query(_ text: String?, of tenant: TenantID) throws(Problem) -> TaskQuery {
        var fields = QueryReader(text)
        let query = read(&fields, of: tenant)
        try fields.finish()
        return query
    }

    /// Reads the parameters; what is wrong with them, `fields` tells.
    static func read(_ fields: inout QueryReader, of tenant: TenantID) -> TaskQuery {
        let statuses = fields.choices("status", TaskStatus.self)
        let kinds = Set(fields.choices("kind", TriggerKind.self) + types(&fields))
        let triggerID = fields.string("trigger_id", .triggerID)
        let endUser = fields.string("end_user", .endUser)
        let since = fields.time("since")
        let until = fields.time("until")
        let cursor = fields.string("cursor", .cursor)
        let limit = fields.integer("limit", in: 1...200) ?? 50
        var query = TaskQuery(
            tenant: tenant, statuses: Set(statuses), cursor: cursor, limit: limit)
        query.kinds = kinds
        query.triggerID = triggerID
        query.endUser = endUser
        query.since = since
        query.until = until
        return query
    }

    /// The `trigger_type` of answers, which differs from the kind for `imagine` alone.
    private static func types(_ fields: inout QueryReader) -> [TriggerKind] {
        guard let text = fields.string("trigger_type", .cursor) else { return [] }
        let words = text.split(separator: ",").map(String.init)
        let kinds = words.flatMap { word in
            TriggerKind.allCases.filter { $0.triggerType == word }
        }
        if kinds.isEmpty || kinds.count < words.count {
            fields.blame(
                "trigger_type",
                "must be of "
                    + Set(TriggerKind.allCases.map(\.triggerType)).sorted().joined(separator: ", "))
        }
        return kinds
    }
}
