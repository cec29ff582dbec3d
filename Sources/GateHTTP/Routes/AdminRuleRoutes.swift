import GateCore
import Hummingbird

/// `/v1/admin/rules`: the rules in force, and those that were.
struct AdminRuleRoutes {
    private let rules: any RuleSource
    private let audit: any AuditLog
    private let journal: any AdminJournal

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) {
        rules = parts.rules
        audit = parts.audit
        journal = parts.journal
    }

    /// Adds the routes.
    func add(to routes: RouteBook) {
        routes.on(.get, "/v1/admin/rules", .admin, .showRules) { _, _ in
            JSONResponse(rules.status().json)
        }
        routes.on(.get, "/v1/admin/rules/revisions", .admin, .listRevisions) { _, _ in
            JSONResponse(["data": .list(await rules.revisions().map(\.json))])
        }
        routes.on(.get, "/v1/admin/rules/diff", .admin, .diffRules, use: diff)
        routes.on(.post, "/v1/admin/rules/reload", .admin, .reloadRules, use: reload)
        routes.on(.post, "/v1/admin/rules/rollback", .admin, .rollBackRules, use: rollback)
        routes.on(.post, "/v1/admin/rules/simulate", .admin, .simulateRules, use: simulate)
    }

    /// From the rules in force to those on disk, unless others are named.
    @Sendable private func diff(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        var fields = QueryReader(request.uri.query)
        let old = fields.string("from", .label) ?? "active"
        let new = fields.string("to", .label) ?? "disk"
        try fields.finish()
        do {
            return JSONResponse(
                try await rules.diff(from: RuleVersion(old), to: RuleVersion(new)).json)
        } catch {
            throw error.problem(field: "to")
        }
    }

    @Sendable private func reload(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let answer = try await journal.noted(
            "rules.reload", target: "rules", detail: ["from": .string(rules.current().revision)],
            by: try context.caller
        ) { await rules.reload().json }
        return JSONResponse(answer)
    }

    @Sendable private func rollback(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        var fields = try await BodyReader.object(of: request)
        let revision = fields.string("revision", .label, required: true)
        try fields.finish()
        let answer = try await journal.noted(
            "rules.rollback", target: revision ?? "",
            detail: ["from": .string(rules.current().revision)], by: try context.caller
        ) { try await rollBack(to: revision ?? "") }
        return JSONResponse(answer)
    }

    private func rollBack(to revision: String) async throws(Problem) -> OrderedJSON {
        do {
            return try await rules.rollback(to: revision).json
        } catch {
            throw error.problem(field: "revision")
        }
    }

    @Sendable private func simulate(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let fields = try await BodyReader.object(of: request, upTo: SimulationForm.bodyCap)
        let form = try SimulationForm(fields)
        let recorded = try await AuditedTexts(audit).last(form.limit, of: form.tenant)
        do {
            let found = try await rules.simulate(form.candidate, on: recorded.texts)
            return JSONResponse(found.json(skipped: recorded.skipped))
        } catch {
            throw error.problem(field: form.field)
        }
    }
}
