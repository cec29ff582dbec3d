import GateCore
import Hummingbird

/// `/v1/admin/rules` and `/v1/admin/accounts`: the gateway's own state.
struct AdminRuleRoutes {
    private let rules: any RuleSource
    private let audit: any AuditLog
    private let journal: any AdminJournal
    private let account: @Sendable () -> AccountHealth?
    private let missing: [String]

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) {
        rules = parts.rules
        audit = parts.audit
        journal = parts.journal
        account = parts.accountHealth
        missing = parts.missingVariables
    }

    /// Adds the routes.
    func add(to routes: RouteBook) {
        routes.on(.get, "/v1/admin/rules", .admin) { _, _ in JSONResponse(rules.status().json) }
        routes.on(.get, "/v1/admin/rules/revisions", .admin) { _, _ in
            JSONResponse(["data": .list(await rules.revisions().map(\.json))])
        }
        routes.on(.get, "/v1/admin/rules/diff", .admin, use: diff)
        routes.on(.post, "/v1/admin/rules/reload", .admin, use: reload)
        routes.on(.post, "/v1/admin/rules/rollback", .admin, use: rollback)
        routes.on(.post, "/v1/admin/rules/simulate", .admin, use: simulate)
        routes.on(.get, "/v1/admin/accounts", .admin) { _, _ in
            JSONResponse(["data": [accountState]])
        }
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

    private var accountState: OrderedJSON {
        let id: OrderedJSON = ["id": .text(Tenant.adminID.rawValue)]
        return id.adding((missing.isEmpty ? account() : nil).json)
            .adding(["missing_variables": .list(missing.map { .text($0) })])
    }
}
