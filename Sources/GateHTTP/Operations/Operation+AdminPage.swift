import GateCore

extension Operation {
    // MARK: Suggestions

    /// `POST /v1/admin/suggestions`.
    static let createSuggestion = draft("createSuggestion", "Note a suggestion for a tenant")
        .answers(201, .named("AdminSuggestion"), "Noted.")
        .answers(200, .named("AdminSuggestion"), "There is an open one like it.")
        .problems(.notFound, .conflict, .rateLimited)

    /// `POST /v1/admin/suggestions/preview`.
    static let previewDraft = draft("previewDraft", "Show what accepting a draft would change")
        .answers(suggestionProspect, "What it would change; nothing is kept.")
        .problems(.notFound)

    private static func draft(_ id: String, _ summary: String) -> Operation {
        Operation(id, .review, summary)
            .body(["tenant": "acme", "kind": "allow", "term": "tyrone"]) {
                _ = $0.string("tenant", .tenantID, required: true)
                _ = $0.integer("simulate", in: 0...AuditedTexts.largestCount)
                _ = try? SuggestionForm.draft($0)
            }
    }

    // MARK: Rule files

    private static let fileHead = Schema.object([
        "name": .text("default.yaml"), "role": .text("pack"), "path": .text("rules/default.yaml"),
        "bytes": .count, "tag": .text("97ac11e05d2f"),
    ])

    /// `GET /v1/admin/rules/files`.
    static let listRuleFiles = Operation("listRuleFiles", .rules, "List the rule files")
        .answers(.data(fileHead), "The files, without their texts.")
        .problems(.notFound, .conflict)

    /// `GET /v1/admin/rules/files/{name}`.
    static let showRuleFile = Operation("showRuleFile", .rules, "Show a rule file")
        .path("name", .label)
        .answers(fileHead.adding(["text": .text("pack: default")]), "The file, with an ETag.")
        .problems(.notFound, .conflict)

    /// `PUT /v1/admin/rules/files/{name}`.
    static let writeRuleFile = Operation("writeRuleFile", .rules, "Write a rule file")
        .explained("Rules that cannot take effect are not written.")
        .path("name", .label)
        .header("If-Match", .text("\"97ac11e05d2f\""))
        .body(["text": "pack: default"]) { _ = $0.string("text", .anyText, required: true) }
        .answers(200, fileHead.adding(["text": .text("pack: default")]), "Written and in force.")
        .answers(201, fileHead.adding(["text": .text("pack: default")]), "A new file.")
        .problems(.notFound, .conflict)

    private static let ruleFault = Schema.object([], others: true)

    /// `POST /v1/admin/rules/lint`.
    static let lintRules = Operation("lintRules", .rules, "Check the text of a rule file")
        .body(["name": "default.yaml", "text": "pack: default"]) {
            _ = $0.string("name", .label, required: true)
            _ = $0.string("text", .anyText, required: true)
        }
        .answers(
            .object(["faults": .list(ruleFault), "warnings": .list(ruleFault)]), "What is wrong."
        )
        .problems(.notFound, .conflict)

    /// `POST /v1/admin/rules/try`.
    static let tryRules = Operation("tryRules", .rules, "Judge a text without a record of it")
        .body(["text": "a red balloon"]) {
            _ = $0.string("text", .anyText, required: true)
            _ = $0.string("tenant", .tenantID)
        }
        .answers(
            Schema.named("Verdict").adding([
                "undecided": .list(.text("slow.rule")),
                "readings": .list(
                    .object([
                        "zone": .text("text"), "undone": .list(.text("leet")), "strict": .flag,
                        "text": .text("a red balloon"),
                    ])),
            ]), "The verdict, and how the text was read.")

    // MARK: State

    /// `GET /v1/admin/stats`.
    static let stats = Operation("stats", .operations, "Show counts and states")
        .query { _ = $0.choice("range", StatsRange.self) }
        .answers(.object([], others: true), "Counts over time, latencies and states.")

    /// `GET /v1/admin/stats/events`.
    static let statsEvents = Operation("statsEvents", .operations, "Watch the states")
        .answers(200, types: ["text/event-stream"], "An event whenever a state has changed.")
        .problems(.queueFull)

    /// `GET /v1/admin/audit/verify`.
    static let verifyAudit = Operation("verifyAudit", .audit, "Verify the whole audit log")
        .answers(
            .object([
                "ok": .flag, "records": .count, "signed": .count, "head": .orNull(.text("5f2b")),
                "fault": .orNull(.text("Record 7 was changed.")), "bad_record": .orNull(.count),
            ]), "What was found.")

    // MARK: The page and its session

    private static let session = Schema.object([
        "csrf_token": .orNull(.text("k3v9")), "expires_in": .orNull(.count),
    ])

    /// `POST /admin/session`.
    static let signIn = Operation("signIn", .operations, "Sign in to the admin page")
        .body(["key": "pg_an_admin_key"]) { _ = $0.string("key", .adminKey, required: true) }
        .answers(session, "Signed in; the session is a cookie.")
        .problems(.notAuthenticated, .notAllowed, .rateLimited, .couldNotJudge, .queueFull)

    /// `GET /admin/session`.
    static let showSession = Operation("showSession", .operations, "Show the page's session")
        .answers(session, "The session; null where there is none.")
        .problems(.notAllowed, .couldNotJudge)

    /// `DELETE /admin/session`.
    static let signOut = Operation("signOut", .operations, "Sign out of the admin page")
        .answers(204, types: [], "Signed out.")
        .problems(.notAllowed)

    /// `GET /admin`.
    static let adminPage = page("adminPage", "text/html", "Show the admin page")

    /// `GET /admin/{file}`.
    static let adminFile = Operation("adminFile", .operations, "Fetch a file of the admin page")
        .path("file", .label)
        .answers(
            200, types: ["text/html", "text/javascript", "text/css", "image/svg+xml"], "The file."
        )
        .problems(.notFound)
}
