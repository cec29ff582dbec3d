import GateCore

/// The kinds of values that several answers share, by name.
enum SchemaBook {
    /// All of them, in the order of the document.
    static let all: [(name: String, schema: Schema)] =
        verdicts + tasks + tenants + records + rules + others

    private static let byName = Dictionary(all.map { ($0.name, $0.schema) }) { first, _ in first }

    /// The kind of that name; anything, where there is none.
    static func schema(_ name: String) -> Schema { byName[name] ?? .anything }

    private static let verdicts: [(name: String, schema: Schema)] = [
        (
            "Match",
            .object([
                "rule": .text("violence.gore"), "category": .text("violence"),
                "severity": .words(RuleSeverity.self), "action": .words(RuleAction.self),
                "message": .orNull(.text("Please choose other words.")),
            ]).addingOptional([
                "span": .about(
                    "Unicode code points of the text as sent: [start, end).",
                    .list(.count, 2...2)),
                "text": .text("BLOOD"), "term": .text("blood"), "folding": .words(Folding.self),
                "layers": .list(.text("default")),
            ])
        ),
        (
            "Verdict",
            .object([
                "action": .words(RuleAction.self), "flagged": .flag,
                "revision": .text("4f1d2a90c3b7"), "text": .text("a red balloon"),
                "matches": .list(.named("Match")),
            ]).addingOptional(["shadow": .list(.named("Match"))])
        ),
        ("Problem", problem),
    ]

    private static let problem = Schema.object([
        "type": .text("urn:promptgate:problem:bad-parameters"),
        "title": .text("Bad parameters"), "status": .integer(200...599),
        "detail": .text("prompt is required."),
        "instance": .text("urn:promptgate:request:k3v9"), "message": .text("prompt is required."),
    ]).addingOptional([
        "code": .about(
            ProblemCode.allCases.map { "\($0.rawValue) \($0.title.lowercased())" }
                .joined(separator: ", "),
            .integers(ProblemCode.allCases.map(\.rawValue))),
        "errors": .list(
            .object(["field": .text("prompt"), "reason": .text("is required")])
                .addingOptional(["span": .list(.count)])),
        "matches": .list(.named("Match")), "rewritten": .flag, "prompt": .text("a red balloon"),
        "violated-policies": .list(.text("tenant")), "retry_after_ms": .count,
        "revision": .text("4f1d2a90c3b7"),
    ])

    private static let tasks: [(name: String, schema: Schema)] = [
        ("Result", .object([], others: true)),
        (
            "Task",
            .object([
                "trigger_id": .text("1790000000000000001"), "task_id": .text("1790000000000000001"),
                "trigger_type": .text("generate"), "status": .words(TaskStatus.self),
                "progress": .integer(0...100), "position": .orNull(.count),
                "prompt": .orNull(.text("a red balloon")), "rewritten": .flag,
                "picurl": .orNull(.text("https://example.com/a.png")),
                "reason": .orNull(.text("The wait queue is full.")), "code": .orNull(.integer),
                "result": .orNull(.named("Result")),
                "verdict": .object([
                    "action": .words(RuleAction.self), "flagged": .flag,
                    "revision": .text("4f1d2a90c3b7"), "matches": .list(.named("Match")),
                ]),
                "created_at": .time, "updated_at": .time,
            ])
        ),
        (
            "Accepted",
            .object([
                "message": .constant("success"), "trigger_id": .text("1790000000000000001"),
                "trigger_type": .text("generate"), "task_id": .text("1790000000000000001"),
                "status": .words(TaskStatus.self), "position": .count,
            ]).addingOptional(["rewritten": .flag, "prompt": .orNull(.text("a red balloon"))])
        ),
        (
            "HeldAnswer",
            .object([
                "message": .text("A human looks at it."), "code": .integers([20]),
                "trigger_id": .text("1790000000000000001"), "trigger_type": .text("generate"),
                "task_id": .text("1790000000000000001"), "status": .words(TaskStatus.self),
                "position": .count, "type": .text("urn:promptgate:problem:held-for-review"),
                "title": .text("Held for review"), "detail": .text("A human looks at it."),
                "matches": .list(.named("Match")), "revision": .text("4f1d2a90c3b7"),
                "expires_at": .orNull(.time),
            ])
        ),
        (
            "Held",
            .object([
                "trigger_id": .text("1790000000000000001"), "task_id": .text("1790000000000000001"),
                "trigger_type": .text("generate"), "status": .words(TaskStatus.self),
                "tenant": .text("acme"), "end_user": .orNull(.text("user-7")),
                "prompt": .orNull(.text("a peculiar balloon")),
                "picurl": .orNull(.text("https://example.com/a.png")),
                "held_by": .orNull(.text("banned_words")),
                "reason": .orNull(.text("A human looks at it.")), "code": .orNull(.integer),
                "matches": .list(.named("Match")), "revision": .text("4f1d2a90c3b7"),
                "held_at": .time, "expires_at": .orNull(.time), "updated_at": .time,
            ])
        ),
    ]

    private static let tenants: [(name: String, schema: Schema)] = [
        (
            "Tenant",
            .object([
                "id": .text("acme"), "name": .text("Acme"),
                "callback_url": .orNull(.text("https://acme.example/hook")),
                "rate_limit": .orNull(.either([pace, .list(namedPace)])),
                "quota": .orNull(.either([quota, .list(quota)])), "time_zone": .text("UTC"),
                "explain": .words(ExplainMode.self), "prompts": .words(PromptMode.self),
                "paused": .flag, "strikes": .orNull(strikes),
                "retention": .orNull(
                    .object([
                        "texts_days": .orNull(.count), "records_days": .orNull(.count),
                    ])),
                "created_at": .time,
            ]).addingOptional([
                "callback_override": .flag, "accounts": .orNull(.list(.text("second"))),
            ])
        ),
        ("Key", key),
        ("NewKey", key.adding(["secret": .text("pg_shown_this_once")])),
        (
            "QuotaStanding",
            .object([
                "window": .words(QuotaPolicy.Window.self), "per": .words(QuotaPolicy.Holder.self),
                "limit": .count, "granted": .count, "used": .count, "reserved": .count,
                "remaining": .integer, "starts_at": .time, "resets_at": .time,
            ]).addingOptional(["hours": .count, "key": .text("key_1")])
        ),
        (
            "Strikes",
            .object([
                "tenant": .text("acme"), "end_user": .text("user-7"), "strikes": .count,
                "last_at": .orNull(.time), "measure": .text("flagged"),
                "paused_until": .orNull(.time),
            ])
        ),
    ]

    private static let pace = Schema.object([
        "requests": .count, "per": .words(RatePolicy.Period.self), "burst": .count,
    ])
    private static let namedPace = Schema.object([
        "name": .text("burst"), "requests": .count, "per": .words(RatePolicy.Period.self),
        "burst": .count, "by": .words(RatePolicy.Scope.self),
    ])
    private static let quota = Schema.object([
        "limit": .count, "window": .words(QuotaPolicy.Window.self),
    ]).addingOptional([
        "hours": .count, "per": .words(QuotaPolicy.Holder.self), "costs": .map(.count),
    ])
    private static let strikes = Schema.object([
        "window_hours": .count, "flag_at": .orNull(.count), "slow_at": .orNull(.count),
        "slow_seconds": .count, "pause_at": .orNull(.count), "pause_minutes": .count,
    ])
    private static let key = Schema.object([
        "id": .text("key_1"), "tenant": .orNull(.text("acme")), "scope": .text("tenant"),
        "name": .text("first"), "created_at": .time,
    ])

    private static let records: [(name: String, schema: Schema)] = [
        (
            "AuditRecord",
            .object([
                "id": .text("1790000000000000001"), "at": .time, "tenant": .text("acme"),
                "key": .text("key_1"), "end_user": .orNull(.text("user-7")),
                "surface": .text("trigger"), "kind": .text("imagine"),
                "task": .orNull(.text("1790000000000000001")), "outcome": .words(Outcome.self),
                "action": .words(RuleAction.self), "code": .orNull(.integer),
                "ended_by": .orNull(.text("banned_words")),
                "stages": .list(
                    .object([
                        "stage": .text("banned_words"), "verdict": .text("pass"),
                        "mode": .text("enforce"), "microseconds": .count,
                        "note": .orNull(.text("cut")),
                    ])),
                "matches": .list(.named("Match")), "revision": .text("4f1d2a90c3b7"),
                "prompt": .text("a red balloon"),
                "admin": .orNull(
                    .object([
                        "actor": .text("key_admin"), "action": .text("tenant.create"),
                        "target": .text("acme"), "detail": .anything,
                    ])),
            ])
        ),
        (
            "BannedPrompts",
            .object([
                "group_by": .words(ReportGrouping.self), "since": .orNull(.time),
                "until": .orNull(.time), "compared_since": .orNull(.time), "total": .count,
                "data": .list(.object(reportRow, others: true)),
            ])
        ),
    ]

    private static let reportRow = [
        SchemaMember("group", .text("violence.gore")), SchemaMember("key", .text("violence.gore")),
        SchemaMember("count", .count), SchemaMember("previous", .orNull(.count)),
        SchemaMember("trend", .orNull(.number)), SchemaMember("tenants", .count),
        SchemaMember("last_at", .time), SchemaMember("sample", .orNull(.text("warm blood"))),
        SchemaMember(
            "samples",
            .list(
                .object([
                    "id": .text("1790000000000000001"), "at": .time, "tenant": .text("acme"),
                    "prompt": .text("warm blood"), "span": .orNull(.list(.count)),
                ]))),
    ]

    private static let rules: [(name: String, schema: Schema)] = [
        (
            "RuleStatus",
            .object([
                "state": .words(["synced", "degraded"]), "active": .text("4f1d2a90c3b7"),
                "source": .text("4f1d2a90c3b7"), "rules": .count,
                "rejected": .list(
                    .object([
                        "file": .text("rules/default.yaml"), "line": .orNull(.count),
                        "column": .orNull(.count), "message": .text("\"wrods\" is unknown."),
                        "remedy": .orNull(.text("Did you mean \"words\"?")),
                    ])),
                "since": .time, "pinned": .flag,
            ])
        ),
        (
            "Simulation",
            .object([
                "active": .text("4f1d2a90c3b7"), "candidate": .text("97ac11e05d2f"),
                "judged": .count, "skipped": .count, "changed": .count, "stricter": .count,
                "milder": .count,
                "data": .list(
                    .object([
                        "id": .text("1790000000000000001"), "before": finding, "after": finding,
                    ])),
            ])
        ),
        ("Stage", stage),
    ]

    private static let finding = Schema.object([
        "action": .words(RuleAction.self), "rules": .list(.text("violence.gore")),
    ])
    private static let stage = Schema.object([
        "name": .text("banned_words"), "kind": .text("banned_words"), "enabled": .flag,
        "mode": .text("enforce"), "timeout_ms": .count, "on_error": .words(["deny", "pass"]),
        "counts": .map(.count), "shadow_counts": .map(.count), "microseconds": .count,
        "standing": .anything,
    ])

    private static let others: [(name: String, schema: Schema)] = [
        ("Delivery", delivery), ("CallbackHealth", callbackHealth),
        ("Suggestion", suggestion),
        (
            "AdminSuggestion",
            suggestion.adding([
                "tenant": .text("acme"), "key": .orNull(.text("key_1")), "words": .list(.text),
                "task": .orNull(.text("1790000000000000001")),
                "decided_by": .orNull(.text("key_admin")),
                "accepted_term": .orNull(.text("tyrone")),
                "files": .list(.text("banned_words.txt")),
                "revision": .orNull(.text("97ac11e05d2f")),
                "obstacle": .orNull(.text("The rules were refused.")), "note": .orNull(.text),
            ])
        ),
        ("OpenAIError", openAIError), ("GoogleError", googleError),
    ]

    private static let delivery = Schema.object([
        "id": .text("msg_1"), "tenant": .text("acme"),
        "task_id": .orNull(.text("1790000000000000001")),
        "type": .text("end"), "url": .text("https://acme.example/hook"),
        "status": .words(DeliveryState.self), "attempts": .count,
        "next_attempt_at": .orNull(.time), "settled_at": .orNull(.time),
        "last_error": .orNull(.text("status 500")), "created_at": .time,
    ])
    private static let callbackHealth = Schema.object([
        "tenant": .text("acme"), "disabled": .flag, "delivered": .count, "missed": .count,
        "undelivered": .count, "failed": .count, "last_delivery_at": .orNull(.time),
        "last_miss_at": .orNull(.time), "last_error": .orNull(.text("status 500")),
        "disabled_callbacks": .list(
            .object([
                "url": .text("https://acme.example/hook"), "at": .time,
                "reason": .text("status 410"),
            ])),
    ])

    private static let suggestion = Schema.object([
        "id": .text("sug_1"), "kind": .words(SuggestionKind.self), "term": .orNull(.text("tyrone")),
        "status": .words(SuggestionStatus.self), "source": .words(SuggestionSource.self),
        "example": .orNull(.text("tyrone on a hill")), "reason": .orNull(.text("It is a name.")),
        "count": .count, "decline_reason": .orNull(.text),
        "scope": .orNull(.words(SuggestionScope.self)),
        "effective": .orNull(.flag), "decided_at": .orNull(.time), "created_at": .time,
        "updated_at": .time,
    ])
    private static let openAIError = Schema.object([
        "error": .object([
            "message": .text("input is required."), "type": .text("invalid_request_error"),
            "param": .orNull(.text("input")), "code": .orNull(.text("invalid_value")),
        ])
    ])
    private static let googleError = Schema.object([
        "error": .object([
            "code": .integer(400...599), "message": .text("comment.text must not be empty."),
            "status": .text("INVALID_ARGUMENT"),
        ]).addingOptional(["details": .list(.object([], others: true))])
    ])
}
