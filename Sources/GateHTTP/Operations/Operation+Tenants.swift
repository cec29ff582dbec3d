import GateCore

extension Operation {
    private static let blank = Tenant(
        id: "acme", name: "Acme", createdAt: Timestamp(milliseconds: 0))

    /// `POST /v1/admin/tenants`.
    static let createTenant = Operation("createTenant", .tenants, "Create a tenant with a key")
        .explained("The key's secret and the webhook secret are shown this once.")
        .body([
            "id": "acme", "name": "Acme",
            "rate_limit": ["requests": 60, "per": "minute", "burst": 10],
            "quota": ["limit": 1000, "window": "day"],
        ]) {
            _ = try? TenantForm.create($0, at: Timestamp(milliseconds: 0), EdgeSettings())
        }
        .answers(
            201,
            Schema.named("Tenant").adding([
                "tenant": .named("Tenant"), "key": .named("NewKey"),
                "webhook_secret": .text("whsec_shown_this_once"),
            ]), "Created."
        )
        .problems(.conflict)

    /// `GET /v1/admin/tenants`.
    static let listTenants = Operation("listTenants", .tenants, "List the tenants")
        .answers(.data(.named("Tenant")), "All tenants.")

    /// `GET /v1/admin/tenants/{id}`.
    static let showTenant = Operation("showTenant", .tenants, "Show a tenant")
        .path("id", .tenantID).answers(.named("Tenant"), "The tenant.").problems(.notFound)

    /// `PATCH /v1/admin/tenants/{id}`.
    static let changeTenant = Operation("changeTenant", .tenants, "Change a tenant's settings")
        .explained("What is left out stays; null sets what a new tenant has.")
        .path("id", .tenantID)
        .body(["paused": true]) { _ = try? TenantForm.change(blank, $0, EdgeSettings()) }
        .answers(.named("Tenant"), "The tenant as it is now.")
        .problems(.notFound)

    /// `POST /v1/admin/tenants/{id}/keys`.
    static let addKey = Operation("addKey", .tenants, "Make another key for a tenant")
        .path("id", .tenantID)
        .body(["name": "staging"], optional: true) { _ = $0.string("name", .label) }
        .answers(
            201, Schema.named("NewKey").adding(["key": .named("NewKey")]),
            "Made; the secret is shown this once."
        )
        .problems(.notFound)

    /// `GET /v1/admin/tenants/{id}/keys`.
    static let listKeys = Operation("listKeys", .tenants, "List a tenant's keys")
        .path("id", .tenantID).answers(.data(.named("Key")), "The keys.").problems(.notFound)

    /// `DELETE /v1/admin/tenants/{id}/keys/{key}`.
    static let removeKey = Operation("removeKey", .tenants, "Revoke a key")
        .path("id", .tenantID).path("key", .triggerID)
        .answers(204, types: [], "Revoked.").problems(.notFound)

    private static let quotaAnswer = Schema.object([
        "tenant": .text("acme"), "quota": .list(.named("QuotaStanding")),
    ])

    /// `GET /v1/admin/tenants/{id}/quota`.
    static let showQuota = Operation("showQuota", .tenants, "Show what is left of a quota")
        .path("id", .tenantID).query { _ = $0.string("key", .triggerID) }
        .answers(quotaAnswer, "What is left.").problems(.notFound)

    /// `POST /v1/admin/tenants/{id}/quota`.
    static let changeQuota = Operation(
        "changeQuota", .tenants, "Grant more of a quota, or begin it anew"
    )
    .path("id", .tenantID)
    .body(["grant": 100, "reason": "launch day"]) { _ = try? QuotaChange($0, of: blank) }
    .answers(quotaAnswer, "What is left now.").problems(.notFound)

    /// `DELETE /v1/admin/tenants/{id}/texts`.
    static let eraseTexts = Operation(
        "eraseTexts", .tenants, "Erase what users of a tenant wrote from the audit log"
    )
    .path("id", .tenantID)
    .query {
        _ = $0.string("end_user", .label)
        _ = $0.time("before")
    }
    .answers(.object(["erased": .count]), "Erased; the records stay.").problems(.notFound)
}
