import GateCore
import HTTPTypes
import Hummingbird
import NIOCore

/// `/v1/admin/audit` and `/v1/admin/reports/banned-prompts`.
struct AdminAuditRoutes {
    private let audit: any AuditLog
    private let time: any Timekeeper

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) {
        audit = parts.audit
        time = parts.time
    }

    /// Adds the routes.
    func add(to routes: RouteBook) {
        routes.on(.get, "/v1/admin/audit", .admin, .listAudit, use: records)
        routes.on(.get, "/v1/admin/reports/banned-prompts", .admin, .bannedPrompts, use: report)
    }

    // MARK: Records

    @Sendable private func records(_ request: Request, _ context: EdgeContext) async throws
        -> Response
    {
        var (query, hasLimit) = try Self.query(request.uri.query)
        let lines: AuditLines
        switch AnswerFormat(accept: request.headers[.accept]) {
        case .json: return try await page(query)
        case .ndjson: lines = .ndjson
        case .csv: lines = .csv
        }
        if !hasLimit { query.limit = AuditExport.pageSize }
        return try await AuditExport(audit, lines, query, isWhole: !hasLimit).response()
    }

    private func page(_ query: AuditQuery) async throws -> Response {
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
        query.endUser = fields.string("end_user", .label)
        query.outcome = fields.choice("outcome", Outcome.self)
        query.kind = fields.string("kind", .label)
        query.cursor = fields.string("cursor", .cursor)
        try fields.finish()
        return (query, limit != nil)
    }

    /// A rule action, an outcome, or the name of something that admins do, which has a dot.
    private static func action(_ fields: inout QueryReader) -> String? {
        let words = RuleAction.allCases.map(\.rawValue) + Outcome.allCases.map(\.rawValue)
        guard let word = fields.string("action", .label) else { return nil }
        guard words.contains(word) || word.contains(".") else {
            return fields.refuse(
                "action",
                "must be one of \(words.joined(separator: ", ")), or an admin action "
                    + "like tenant.create")
        }
        return word
    }

    // MARK: Reports

    @Sendable private func report(_ request: Request, _ context: EdgeContext) async throws
        -> Response
    {
        var fields = QueryReader(request.uri.query)
        let limit = fields.integer("limit", in: 1...ReportQuery.largestLimit)
        var query = ReportQuery(
            fields.choice("group_by", ReportGrouping.self) ?? .rule,
            limit: limit ?? ReportQuery.largestLimit)
        query.tenant = fields.string("tenant", .tenantID).map { TenantID($0) }
        query.since = fields.time("since")
        query.until = fields.time("until")
        try fields.finish()
        query.compareWithPeriodBefore(now: time.wall())
        let report = ReportDocument(query, try await audit.bannedPrompts(query))
        guard AnswerFormat(accept: request.headers[.accept]) == .csv else {
            return JSONResponse(report.json).response
        }
        return Self.table(report)
    }

    private static func table(_ report: ReportDocument) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: AnswerFormat.csv.rawValue + "; charset=utf-8",
                .contentDisposition: "attachment; filename=\"banned-prompts.csv\"",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: report.csvBytes)))
    }
}
