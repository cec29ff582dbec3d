import GateCore

extension Operation {
    /// `GET /v1/admin/webhooks`.
    static let listWebhooks = Operation(
        "listWebhooks", .operations, "List webhooks that did not arrive, newest first"
    )
    .query {
        _ = $0.string("tenant", .tenantID)
        _ = $0.choices("status", DeliveryState.self)
        _ = $0.string("cursor", .cursor)
        _ = $0.integer("limit", in: 1...200)
    }
    .answers(.page(.named("Delivery")), "A page of webhooks.")

    /// `GET /v1/admin/webhooks/{id}`.
    static let showWebhook = Operation("showWebhook", .operations, "Show a webhook with its body")
        .path("id", .triggerID)
        .answers(Schema.named("Delivery").adding(["body": .anything]), "The webhook.")
        .problems(.notFound)

    /// `POST /v1/admin/webhooks/{id}/replay`.
    static let replayWebhook = Operation(
        "replayWebhook", .operations, "Send a failed webhook again"
    )
    .path("id", .triggerID)
    .answers(202, .named("Delivery"), "It is on its way again.")
    .problems(.notFound, .conflict)

    /// `POST /v1/admin/webhooks/replay`.
    static let replayWebhooks = Operation(
        "replayWebhooks", .operations, "Send all failed webhooks again, or those of one tenant"
    )
    .body(["tenant": "acme"], optional: true) { _ = $0.string("tenant", .tenantID) }
    .answers(202, .object(["replayed": .count]), "So many are on their way again.")
    .problems(.notFound)

    /// `GET /v1/admin/callbacks`.
    static let callbackHealth = Operation(
        "callbackHealth", .operations, "Tell how each tenant's webhooks fare"
    )
    .query {
        _ = $0.string("tenant", .tenantID)
        _ = $0.string("cursor", .tenantID)
        _ = $0.integer("limit", in: 1...200)
    }
    .answers(.page(.named("CallbackHealth")), "A page of tenants.")

    /// `POST /v1/admin/tenants/{id}/webhook-secret`.
    static let rotateWebhookSecret = Operation(
        "rotateWebhookSecret", .tenants, "Make a new webhook secret"
    )
    .explained("Until the overlap ends, webhooks are signed with both secrets.")
    .path("id", .tenantID)
    .body(["overlap_seconds": 86_400], optional: true) {
        _ = $0.integer("overlap_seconds", in: 0...604_800)
    }
    .answers(
        201,
        .object([
            "tenant": .text("acme"), "webhook_secret": .text("whsec_shown_this_once"),
            "former_secret_until": .time,
        ]), "The secret, shown this once."
    )
    .problems(.notFound)
}
