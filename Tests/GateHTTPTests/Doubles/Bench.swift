import GateCore
import GateTestKit
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Testing

@testable import GateHTTP

/// An edge on doubles, and a client for it. `pg_a` calls for tenant `a`, `admin` for all.
struct Bench {
    var desk = ScriptedDesk(rules: LiteralRules(["blood"]))
    let review = ScriptedReview()
    let tenants = TenantShelf()
    let audit = AuditShelf()
    /// Nil for the audit log's own.
    var journal: (any AdminJournal)?
    var rules: any RuleSource = FixedRuleSource(LiteralRules(["blood"]))
    var health: AccountHealth? = .connected
    var storeFault: StoreFault?
    var standing: @Sendable (Caller) -> [RateStanding] = { _ in [] }
    var missing: [String] = []
    let quota = QuotaShelf()
    var suggestions: (any SuggestionBox)?
    var images: ImageShelf?
    var webhooks: WebhookShelf?
    var admin = AdminParts()
    var observer: any Observer = SilentObserver()
    var metrics: (any MetricsPage)?
    var partHealth: [PartHealth] = []
    var settings = EdgeSettings(host: "127.0.0.1", port: 0, version: "1.2.3")

    init() async throws {
        let start = Timestamp(milliseconds: 0)
        journal = quota
        try await tenants.addTenant(
            Tenant(id: Tenant.adminID, name: "default", createdAt: start), webhookSecret: "")
        try await tenants.setBootstrapKey(secret: "admin", at: start)
        try await addTenant(Tenant(id: "a", name: "A", createdAt: start), secret: "pg_a")
    }

    func addTenant(_ tenant: Tenant, secret: String) async throws {
        try await tenants.addTenant(tenant, webhookSecret: "whsec_")
        let key = APIKey(
            id: KeyID("key_\(tenant.id)"), tenant: tenant.id, scope: .tenant, name: "",
            createdAt: tenant.createdAt)
        try await tenants.addKey(key, secret: secret)
    }

    func changeTenant(_ change: (inout Tenant) -> Void) async throws {
        var tenant = try #require(try await tenants.tenant("a"))
        change(&tenant)
        try await tenants.updateTenant(tenant)
    }

    var edge: Edge {
        let health = health
        let storeFault = storeFault
        let partHealth = partHealth
        return Edge(
            EdgeParts(
                desk: desk, review: review, tenants: tenants, audit: audit, rules: rules,
                accountHealth: { health }, storeFault: { storeFault }, rateStanding: standing,
                quota: quota, journal: journal, missing: { [missing] in missing },
                suggestions: suggestions,
                time: ManualTime(),
                random: SeededRandom(seed: 1),
                log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                settings: settings, images: images, observer: observer, metrics: metrics,
                partHealth: { partHealth }, admin: admin, webhooks: webhooks))
    }

    /// One request, one answer.
    func call(
        _ method: HTTPRequest.Method, _ path: String, key: String? = "pg_a",
        headers: HTTPFields = [:], bytes: ByteBuffer?
    ) async throws -> Reply {
        var headers = headers
        if let key { headers[.authorization] = "Bearer \(key)" }
        let sent = headers
        let response = try await edge.application().test(.router) { client in
            try await client.executeRequest(uri: path, method: method, headers: sent, body: bytes)
        }
        let reply = Reply(response)
        for drift in FieldDrift.taken() { Issue.record("\(method) \(path): \(drift)") }
        compare(reply, with: method, path)
        return reply
    }

    /// Notes where an answer is not as the document says.
    private func compare(_ reply: Reply, with method: HTTPRequest.Method, _ path: String) {
        let parts = path.prefix { $0 != "?" }.split(separator: "/")
        let route = edge.routes.first { route in
            let pattern = route.path.split(separator: "/")
            return route.method == method && pattern.count == parts.count
                && zip(pattern, parts).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
        }
        // With SEED_STATUS a refusal is a 200 too, which the document leaves out.
        guard let operation = route?.operation, reply.status < 300, !settings.seedStatus else {
            return
        }
        guard let answer = operation.answers.first(where: { $0.status == reply.status }) else {
            Issue.record("\(method) \(path) does not declare \(reply.status)")
            return
        }
        guard reply.headers[.contentType]?.hasPrefix("application/json") == true else { return }
        guard let json = try? reply.json,
            let schema = answer.content.first(where: { $0.type == "application/json" })?.schema
        else {
            Issue.record("\(method) \(path) does not declare JSON for \(reply.status)")
            return
        }
        for fault in schema.faults(in: json) { Issue.record("\(method) \(path): \(fault)") }
    }

    func call(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil,
        key: String? = "pg_a", headers: HTTPFields = [:]
    ) async throws -> Reply {
        var headers = headers
        if body != nil, headers[.contentType] == nil { headers[.contentType] = "application/json" }
        return try await call(
            method, path, key: key, headers: headers, bytes: body.map { ByteBuffer(string: $0) })
    }

    /// A trigger call of tenant `a`.
    func trigger(_ route: String, _ body: String) async throws -> Reply {
        try await call(.post, "/v1/api/trigger/\(route)", body)
    }
}
