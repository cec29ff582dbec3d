import GateCore

extension Operation {
    /// `GET /healthz`.
    static let health = Operation("health", .operations, "Tell whether the process lives")
        .answers(.object(["status": .constant("ok"), "version": .text("0.1.0")]), "It lives.")

    /// `GET /metrics`.
    static let metrics = Operation("metrics", .operations, "Show counts and times for Prometheus")
        .answers(
            200, types: ["text/plain", "application/openmetrics-text"], "The metrics, by Accept.")

    private static let part = Schema.object([SchemaMember("state", .text("ok"))], others: true)

    private static let readiness = Schema.object([
        "status": .words(["ready", "degraded", "unready"]), "rules": .named("RuleStatus"),
        "store": .object(["state": .text("ok")]),
        "discord": .object(["state": .text("connected"), "reason": .orNull(.text)]),
        "gateway": .object(["state": .text("connected")]),
        "missing_variables": .list(.text("USER_TOKEN")),
    ]).addingOptional([
        "matcher": part, "disk": part, "audit": part, "database": part, "queue": part,
        "webhooks": part, "accounts": .object([], others: true), "result_images": part,
    ])

    /// `GET /readyz`.
    static let ready = Operation("ready", .operations, "Tell the state of each part")
        .answers(200, readiness, "It takes calls; degraded where a part is not as it should be.")
        .answers(503, readiness, "It should get no calls.")

    /// `GET /openapi.json`.
    static let document = Operation("openapi", .operations, "Describe all calls (OpenAPI 3.1)")
        .answers(.object([], others: true), "The document.")

    /// `GET /docs` and what belongs to it.
    static func page(_ id: String, _ type: String, _ summary: String) -> Operation {
        Operation(id, .operations, summary).answers(200, types: [type], "The file.")
    }
}
