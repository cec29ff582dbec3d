import GateCore
import HTTPTypes
import Hummingbird

/// `/v1/admin/rules/files`, `…/lint` and `…/try`: work on the rule files themselves.
struct AdminRuleFileRoutes {
    /// The longest file that can be written here.
    private static let bodyCap = 4 << 20

    private let workshop: any RuleWorkshop
    private let rules: any RuleSource
    private let journal: any AdminJournal

    /// - Parameter parts: the edge's parts.
    /// - Returns: nil where files cannot be edited.
    init?(_ parts: EdgeParts) {
        guard let workshop = parts.admin.workshop else { return nil }
        self.workshop = workshop
        rules = parts.rules
        journal = parts.journal
    }

    /// Adds the routes.
    func add(to routes: RouteBook) {
        routes.on(.get, "/v1/admin/rules/files", .admin, .listRuleFiles, use: list)
        routes.on(.get, "/v1/admin/rules/files/{name}", .admin, .showRuleFile, use: show)
        routes.on(.put, "/v1/admin/rules/files/{name}", .admin, .writeRuleFile, use: write)
        routes.on(.post, "/v1/admin/rules/lint", .admin, .lintRules, use: lint)
        routes.on(.post, "/v1/admin/rules/try", .admin, .tryRules, use: tryOut)
    }

    @Sendable private func list(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let documents = try await refusing { () async throws(RuleEditRefusal) in
            try await workshop.documents()
        }
        return JSONResponse(["data": .list(documents.map(\.headJSON))])
    }

    @Sendable private func show(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let name = try Self.name(context)
        let found = try await refusing { () async throws(RuleEditRefusal) in
            try await workshop.document(name)
        }
        guard let found else { throw Problem(.notFound, "There is no rule file of that name.") }
        return Self.answer(found, status: .ok)
    }

    /// `If-Match` names the text that the change was made of, so that nobody's change is
    /// lost; a new file needs none.
    @Sendable private func write(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let name = try Self.name(context)
        var fields = try await BodyReader.object(of: request, upTo: Self.bodyCap)
        let text = fields.string("text", .anyText, required: true) ?? ""
        try fields.finish()
        let tag = Self.tag(request.headers[.ifMatch])
        let written = try await journal.noted(
            "rules.write", target: name, detail: ["from": .string(rules.current().revision)],
            by: try context.caller
        ) {
            try await refusing { () async throws(RuleEditRefusal) in
                try await workshop.write(name, text, over: tag)
            }
        }
        return Self.answer(written, status: tag == nil ? .created : .ok)
    }

    @Sendable private func lint(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        var fields = try await BodyReader.object(of: request, upTo: Self.bodyCap)
        let name = fields.string("name", .label, required: true) ?? ""
        let text = fields.string("text", .anyText, required: true) ?? ""
        try fields.finish()
        let found = try await refusing { () async throws(RuleEditRefusal) in
            try await workshop.lint(name, text)
        }
        return JSONResponse([
            "faults": .list(found.faults.map(\.json)),
            "warnings": .list(found.warnings.map(\.json)),
        ])
    }

    /// Judges a text without a record of it: nobody sent it.
    @Sendable private func tryOut(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        var fields = try await BodyReader.object(of: request)
        let text = fields.string("text", .anyText, required: true) ?? ""
        let tenant = fields.string("tenant", .tenantID).map { TenantID($0) }
        try fields.finish()
        let rules = rules.current()
        let verdict = rules.judge(text, tenant: tenant)
        return JSONResponse(
            verdict.json(text: text, .full).adding([
                "undecided": .list(verdict.undecided.map { .text($0) }),
                "readings": .list(rules.readings(of: text).map(\.json)),
            ]))
    }

    // MARK: Parts

    private static func name(_ context: EdgeContext) throws(Problem) -> String {
        try context.pathPart("name", .label, noun: "rule file")
    }

    private static func answer(
        _ document: RuleDocument, status: HTTPResponse.Status
    ) -> JSONResponse {
        JSONResponse(
            document.headJSON.adding(["text": .text(document.text)]), status: status,
            headers: [.eTag: "\"\(document.tag)\""])
    }

    private static func tag(_ header: String?) -> String? {
        guard let header, header.count >= 2, header.hasPrefix("\""), header.hasSuffix("\"") else {
            return nil
        }
        return String(header.dropFirst().dropLast())
    }

    private func refusing<Value: Sendable>(
        _ body: () async throws(RuleEditRefusal) -> Value
    ) async throws(Problem) -> Value {
        do { return try await body() } catch { throw error.problem }
    }
}

extension RuleDocument {
    fileprivate var headJSON: OrderedJSON {
        [
            "name": .text(name), "role": .text(role.rawValue), "path": .text(path),
            "bytes": .number(text.utf8.count), "tag": .text(tag),
        ]
    }
}

extension RuleTextReading {
    fileprivate var json: OrderedJSON {
        [
            "zone": .text(zone), "undone": .list(undone.map { .text($0) }),
            "strict": .flag(isStrict), "text": .text(text),
        ]
    }
}
