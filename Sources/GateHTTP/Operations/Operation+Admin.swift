import GateCore

extension Operation {
    // MARK: Audit

    /// `GET /v1/admin/audit`.
    static let listAudit = Operation("listAudit", .audit, "Search the audit log")
        .explained("As NDJSON or CSV, by Accept, all records are exported unless limit is given.")
        .query {
            _ = $0.integer("limit", in: 1...1000)
            _ = $0.string("tenant", .tenantID)
            _ = $0.string("action", .label)
            _ = $0.string("rule", .label)
            _ = $0.string("q", .label)
            _ = $0.time("since")
            _ = $0.time("until")
            _ = $0.string("end_user", .label)
            _ = $0.choice("outcome", Outcome.self)
            _ = $0.string("kind", .label)
            _ = $0.string("cursor", .cursor)
        }
        .answers(.page(.named("AuditRecord")), "A page of records, newest first.")
        .also("application/x-ndjson").also("text/csv")

    /// `GET /v1/admin/reports/banned-prompts`.
    static let bannedPrompts = Operation(
        "bannedPrompts", .audit, "Count banned prompts by rule, tenant, term, day or others"
    )
    .query {
        _ = $0.integer("limit", in: 1...ReportQuery.largestLimit)
        _ = $0.choice("group_by", ReportGrouping.self)
        _ = $0.string("tenant", .tenantID)
        _ = $0.time("since")
        _ = $0.time("until")
    }
    .answers(.named("BannedPrompts"), "The report.").also("text/csv")

    // MARK: Review

    /// `GET /v1/admin/held`.
    static let listHeld = Operation("listHeld", .review, "List prompts that wait for a human")
        .query {
            _ = $0.string("tenant", .tenantID)
            _ = $0.string("cursor", .cursor)
            _ = $0.integer("limit", in: 1...200)
        }
        .answers(.page(.named("Held")), "A page of held prompts, oldest first.")

    /// `POST /v1/admin/held/{trigger_id}/approve`.
    static let approve = decision("approve", "Let a held prompt go on")
        .answers(Schema.named("Held").adding(["position": .count]), "It goes on.")
        .answers(
            202, Schema.named("Held").adding(["position": .count]), "Another stage holds it again."
        )
        .problems(
            .notFound, .conflict, .bannedPrompt, .queueFull, .quotaSpent, .rateLimited,
            .missingVariable, .upstreamRefused, .couldNotJudge)

    /// `POST /v1/admin/held/{trigger_id}/deny`.
    static let deny = decision("deny", "Refuse a held prompt")
        .answers(.named("Held"), "It is refused.")
        .problems(.notFound, .conflict)

    private static func decision(_ id: String, _ summary: String) -> Operation {
        Operation(id, .review, summary)
            .path("trigger_id", .triggerID)
            .body(["reason": "It is a painting."], optional: true) {
                _ = $0.string("reason", .reason)
            }
    }

    /// `GET /v1/admin/strikes`.
    static let listStrikes = Operation(
        "listStrikes", .review, "List end users whose prompts were refused of late"
    )
    .query {
        _ = $0.string("tenant", .tenantID)
        _ = $0.string("end_user", .label)
        _ = $0.string("cursor", .cursor)
        _ = $0.integer("limit", in: 1...200)
    }
    .answers(.page(.named("Strikes")), "A page of end users.")

    /// `POST /v1/admin/strikes/forgive`.
    static let forgive = Operation("forgive", .review, "Forgive an end user")
        .body(["tenant": "acme", "end_user": "user-7", "reason": "It was a false hit."]) {
            _ = $0.string("tenant", .tenantID, required: true)
            _ = $0.string("end_user", .label, required: true)
            _ = $0.string("reason", .reason)
        }
        .answers(
            .object([
                "tenant": .text("acme"), "end_user": .text("user-7"), "forgiven": .count,
            ]), "Forgiven."
        )
        .problems(.notFound)

    // MARK: Suggestions

    /// `GET /v1/admin/suggestions`.
    static let listAllSuggestions = Operation(
        "listAllSuggestions", .review, "List suggestions of all tenants"
    )
    .query {
        _ = $0.choice("status", SuggestionStatus.self)
        _ = $0.choice("source", SuggestionSource.self)
        _ = $0.string("tenant", .tenantID)
        _ = $0.string("cursor", .cursor)
        _ = $0.integer("limit", in: 1...200)
    }
    .answers(.page(.named("AdminSuggestion")), "A page of suggestions.")

    /// `GET /v1/admin/suggestions/{id}`.
    static let previewSuggestion = Operation(
        "previewSuggestion", .review, "Show a suggestion and what accepting it would change"
    )
    .path("id", .triggerID)
    .query { _ = $0.integer("simulate", in: 0...AuditedTexts.largestCount) }
    .answers(suggestionProspect, "The suggestion.")
    .problems(.notFound)

    /// A suggestion, and what accepting it would change.
    static let suggestionProspect =
        Schema.named("AdminSuggestion").adding([
            "now": .orNull(.named("Verdict")), "then": .orNull(.named("Verdict")),
            "changes": .list(
                .object([
                    "file": .text("banned_words.txt"), "line": .count, "added": .text("tyrone"),
                    "new_file": .flag,
                ])),
            "simulation": .orNull(.named("Simulation")), "cannot_accept": .orNull(.text),
        ])

    /// `POST /v1/admin/suggestions/{id}/accept`.
    static let acceptSuggestion = Operation(
        "acceptSuggestion", .review, "Write a suggestion into the rule files"
    )
    .path("id", .triggerID)
    .body(["scope": "all"], optional: true) { _ = try? SuggestionForm.terms($0) }
    .answers(.named("AdminSuggestion"), "Accepted.").problems(.notFound, .conflict, .couldNotJudge)

    /// `POST /v1/admin/suggestions/{id}/decline`.
    static let declineSuggestion = Operation(
        "declineSuggestion", .review, "Decline a suggestion"
    )
    .path("id", .triggerID)
    .body(["reason": "It hides a banned word."], optional: true) {
        _ = try? SuggestionForm.reason($0)
    }
    .answers(.named("AdminSuggestion"), "Declined.").problems(.notFound, .conflict)

    // MARK: Rules

    /// `GET /v1/admin/rules`.
    static let showRules = Operation("showRules", .rules, "Show whether the rules are in force")
        .answers(.named("RuleStatus"), "The state of the rules.")

    /// `GET /v1/admin/rules/revisions`.
    static let listRevisions = Operation("listRevisions", .rules, "List the revisions kept")
        .answers(
            .data(
                .object([
                    "revision": .text("4f1d2a90c3b7"), "at": .time, "rules": .count,
                    "active": .flag,
                ])), "The revisions, newest first.")

    /// `GET /v1/admin/rules/diff`.
    static let diffRules = Operation("diffRules", .rules, "Compare two revisions rule by rule")
        .explained("From the rules in force (active) to those on disk (disk), unless named.")
        .query {
            _ = $0.string("from", .label)
            _ = $0.string("to", .label)
        }
        .answers(
            .object([
                "from": .text("4f1d2a90c3b7"), "to": .text("97ac11e05d2f"),
                "added": .list(.text("violence.gore")), "removed": .list(.text("violence.old")),
                "changed": .list(
                    .object(["rule": .text("violence.war"), "fields": .list(.text("words"))])),
                "stages": .object([
                    "added": .list(.text("archive")), "removed": .list(.text("echo")),
                    "changed": .list(
                        .object(["stage": .text("rate_limit"), "fields": .list(.text("config"))])),
                    "reordered": .list(.text("quota")),
                ]),
            ]), "What is different, in the rules and in the pipeline's stages."
        )
        .problems(.notFound, .couldNotJudge)

    /// `POST /v1/admin/rules/reload`.
    static let reloadRules = Operation("reloadRules", .rules, "Read the rule files now")
        .answers(.named("RuleStatus"), "The state after the reload or its refusal.")

    /// `POST /v1/admin/rules/rollback`.
    static let rollBackRules = Operation("rollBackRules", .rules, "Put a revision back in force")
        .body(["revision": "4f1d2a90c3b7"]) {
            _ = $0.string("revision", .label, required: true)
        }
        .answers(.named("RuleStatus"), "The state after it.")
        .problems(.notFound, .couldNotJudge)

    /// `POST /v1/admin/rules/simulate`.
    static let simulateRules = Operation(
        "simulateRules", .rules, "Judge past prompts by a candidate rule or pack"
    )
    .body(["rule": ["id": "try.gore", "words": ["blood"]], "limit": 1000]) {
        _ = try? SimulationForm($0)
    }
    .answers(.named("Simulation"), "What it would change.").problems(.couldNotJudge)

    /// `GET /v1/admin/pipeline`.
    static let showPipeline = Operation("showPipeline", .rules, "Show the stages in their order")
        .answers(
            .object([
                "revision": .text("4f1d2a90c3b7"), "rewrite": .list(.named("Stage")),
                "request": .list(.named("Stage")), "result": .list(.named("Stage")),
            ]), "The stages.")
}
