import GateCore
import Hummingbird

/// `/v1/admin/webhooks`: webhooks that did not arrive yet, or never will, and their replay;
/// and how each tenant's callback fares.
struct AdminWebhookRoutes {
    /// Webhooks that one call replays, in one transaction each.
    private static let batch = 500

    private let webhooks: WebhookShelf
    private let tenants: any TenantStore
    private let journal: any AdminJournal
    private let time: any Timekeeper
    private let random: any RandomSource

    /// - Parameters:
    ///   - webhooks: what is kept.
    ///   - parts: the edge's parts.
    init(_ webhooks: WebhookShelf, _ parts: EdgeParts) {
        self.webhooks = webhooks
        tenants = parts.tenants
        journal = parts.journal
        time = parts.time
        random = parts.random
    }

    /// Adds the routes.
    func add(to routes: RouteBook) {
        routes.on(.get, "/v1/admin/webhooks", .admin, .listWebhooks, use: list)
        routes.on(.post, "/v1/admin/webhooks/replay", .admin, .replayWebhooks, use: replayAll)
        routes.on(.get, "/v1/admin/webhooks/{id}", .admin, .showWebhook, use: show)
        routes.on(.post, "/v1/admin/webhooks/{id}/replay", .admin, .replayWebhook, use: replay)
        routes.on(.get, "/v1/admin/callbacks", .admin, .callbackHealth, use: health)
        routes.on(
            .post, "/v1/admin/tenants/{id}/webhook-secret", .admin, .rotateWebhookSecret,
            use: rotate)
    }

    // MARK: Webhooks

    @Sendable private func list(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        var query = QueryReader(request.uri.query)
        let tenant = query.string("tenant", .tenantID).map { TenantID($0) }
        let states = query.choices("status", DeliveryState.self)
        let cursor = query.string("cursor", .cursor)
        let limit = query.integer("limit", in: 1...200) ?? 50
        try query.finish()
        let page = try await webhooks.store.deliveries(
            DeliveryQuery(
                tenant: tenant, states: states.isEmpty ? Self.unsettled : Set(states),
                cursor: cursor, limit: limit))
        return JSONResponse([
            "data": .list(page.elements.map(\.json)), "next_cursor": .text(page.nextCursor),
        ])
    }

    /// What is shown unless asked otherwise.
    private static let unsettled: Set<DeliveryState> = [.waiting, .pending, .failed]

    @Sendable private func show(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let id = try Self.id(context)
        guard let found = try await webhooks.store.delivery(id) else { throw Self.unknown }
        return JSONResponse(found.json.adding(["body": found.body]))
    }

    @Sendable private func replay(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        let id = try Self.id(context)
        guard let found = try await webhooks.store.delivery(id) else { throw Self.unknown }
        guard found.state == .failed else {
            throw Problem(.conflict, "The webhook is \(found.state.rawValue), not failed.")
        }
        let replayed = try await journal.noted(
            "webhook.replay", target: id.rawValue,
            detail: ["tenant": .string(found.notice.tenant.rawValue)], by: try context.caller
        ) {
            do {
                return try await webhooks.store.replay(id, at: time.wall())
            } catch let error as StoreError where error.kind == .conflict {
                throw Problem(
                    .conflict,
                    "The address answered 410 and is closed; PATCH the tenant's callback_url "
                        + "to open it again.")
            }
        }
        webhooks.wake()
        return JSONResponse(replayed.json, status: .accepted)
    }

    @Sendable private func replayAll(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        var fields = try await BodyReader.objectOrNothing(of: request)
        let tenant = fields.string("tenant", .tenantID).map { TenantID($0) }
        try fields.finish()
        if let tenant { try await require(tenant) }
        let now = time.wall()
        let count = try await journal.noted(
            "webhook.replay_failed", target: tenant?.rawValue ?? "*", by: try context.caller
        ) {
            var count = 0
            while true {
                let some = try await webhooks.store.replayFailed(
                    of: tenant, at: now, limit: Self.batch)
                count += some
                webhooks.wake()
                if some < Self.batch { return count }
            }
        }
        return JSONResponse(["replayed": .number(count)], status: .accepted)
    }

    // MARK: Callbacks

    @Sendable private func health(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        var query = QueryReader(request.uri.query)
        let tenant = query.string("tenant", .tenantID).map { TenantID($0) }
        let last = query.string("cursor", .tenantID).map { TenantID($0) }
        let limit = query.integer("limit", in: 1...200) ?? 50
        try query.finish()
        let found = try await webhooks.store.callbackHealth(
            of: tenant, after: last, limit: limit + 1)
        let shown = found.prefix(limit)
        return JSONResponse([
            "data": .list(shown.map(\.json)),
            "next_cursor": .text(found.count > limit ? shown.last?.tenant.rawValue : nil),
        ])
    }

    // MARK: Secrets

    @Sendable private func rotate(_ request: Request, _ context: EdgeContext) async throws
        -> JSONResponse
    {
        var fields = try await BodyReader.objectOrNothing(of: request)
        let overlap = fields.integer("overlap_seconds", in: 0...604_800) ?? 86_400
        try fields.finish()
        let id = TenantID(try context.pathPart("id", .tenantID, noun: "tenant"))
        try await require(id)
        let secret = FreshSecret.webhook(random)
        let end = time.wall() + .seconds(overlap)
        try await journal.noted(
            "webhook_secret.rotate", target: id.rawValue,
            detail: ["overlap_seconds": .int(Int64(overlap))], by: try context.caller
        ) {
            try await webhooks.store.changeWebhookSecret(of: id, to: secret, formerUntil: end)
        }
        return JSONResponse(
            [
                "tenant": .text(id.rawValue), "webhook_secret": .text(secret),
                "former_secret_until": .time(end),
            ], status: .created)
    }

    private func require(_ id: TenantID) async throws {
        guard try await tenants.tenant(id) != nil else {
            throw Problem(.notFound, "There is no tenant of that name.")
        }
    }

    private static func id(_ context: EdgeContext) throws(Problem) -> NoticeID {
        NoticeID(try context.pathPart("id", .triggerID, noun: "webhook"))
    }

    private static var unknown: Problem {
        Problem(.notFound, "There is no webhook of that name.")
    }
}
