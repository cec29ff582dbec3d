import GateCore
import Hummingbird

/// `/v1/admin/audit` and `/v1/admin/reports/banned-prompts`.
struct AdminAuditRoutes {
    private let audit: any AuditLog

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) { audit = parts.audit }

    /// Adds the routes.
    func add(to routes: RouteBook) {
        routes.on(.get, "/v1/admin/audit", .admin, use: records)
        routes.on(.get, "/v1/admin/reports/banned-prompts", .admin, use: report)
    }

    @Sendable private func records(_ request: Request, _ context: EdgeContext) async throws
        -> Response
    {
        let (query, hasLimit) = try Self.query(request.uri.query)
        let format = AuditFormat(accept: request.headers[.accept])
        guard format == .json else {
            return try await AuditExport(audit, format, query, isWhole: !hasLimit).response()
        }
        let page = try await audit.records(query)
        return JSONResponse([
            "data": .list(page.elements.map(\.json)), "next_cursor": .text(page.nextCursor),
        ]).response
    }

    private static func query(_ text: String?) throws(Problem) -> (AuditQuery, hasLimit: Bool) {
        var fields = QueryReader(text)
        let limit = fields.integer("limit", in: 1...1000)
        var query = AuditQuery(limit: limit ?? 100)
        query.tenant = fields.string("tenant", .tenantID).map { TenantID($0) }
        query.action = action(&fields)
        query.rule = fields.string("rule", .label)
        query.text = fields.string("q", .label)
        query.since = fields.time("since")
        query.until = fields.time("until")
        query.cursor = fields.string("cursor", .cursor)
        try fields.finish()
        return (query, limit != nil)
    }

    /// A rule action or an outcome.
    private static func action(_ fields: inout QueryReader) -> String? {
        let words = RuleAction.allCases.map(\.rawValue) + Outcome.allCases.map(\.rawValue)
        guard let word = fields.string("action", .label) else { return nil }
        guard words.contains(word) else {
            return fields.refuse("action", "must be one of \(words.joined(separator: ", "))")
        }
        return word
    }

    @Sendable private func report(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        var fields = QueryReader(request.uri.query)
        let grouping = fields.choice("group_by", ReportGrouping.self) ?? .rule
        let tenant = fields.string("tenant", .tenantID).map { TenantID($0) }
        let since = fields.time("since")
        let until = fields.time("until")
        try fields.finish()
        let rows = try await audit.bannedPrompts(
            by: grouping, tenant: tenant, since: since, until: until)
        return JSONResponse([
            "group_by": .text(grouping.rawValue), "since": .time(since), "until": .time(until),
            "total": .number(rows.reduce(0) { $0 + $1.count }),
            "data": .list(rows.map { $0.json(grouping) }),
        ])
    }
}

extension ReportRow {
    fileprivate func json(_ grouping: ReportGrouping) -> OrderedJSON {
        .members([
            (grouping.rawValue, .text(group)), ("key", .text(group)), ("count", .number(count)),
            ("tenants", .number(tenants)), ("last_at", .time(lastAt)), ("sample", .text(sample)),
        ])
    }
}
