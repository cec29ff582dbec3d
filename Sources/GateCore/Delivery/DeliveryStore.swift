/// What admins see of kept webhooks, and do with them. Returning means durable.
public protocol DeliveryStore: Sendable {
    /// A page of webhooks.
    func deliveries(_ query: DeliveryQuery) async throws -> Page<DeliveryRecord>

    /// The webhook of that id.
    func delivery(_ id: NoticeID) async throws -> DeliveryRecord?

    /// Sends a failed webhook once more, with the same id and body, by a schedule of its
    /// own. It goes to the tenant's address of today, unless its task has its own.
    /// - Throws: `StoreError.notFound`; `conflict` when it has not failed, or when its
    ///   address is closed.
    func replay(_ id: NoticeID, at now: Timestamp) async throws -> DeliveryRecord

    /// Sends failed webhooks once more, up to `limit`, oldest first, but for those whose
    /// address is closed.
    /// - Returns: how many.
    func replayFailed(of tenant: TenantID?, at now: Timestamp, limit: Int) async throws -> Int

    /// How the webhooks of each tenant fare, in the order of the tenants' ids.
    ///
    /// - Parameters:
    ///   - tenant: that one alone; all when nil.
    ///   - last: the last tenant of the page before.
    ///   - limit: how many at most.
    func callbackHealth(
        of tenant: TenantID?, after last: TenantID?, limit: Int
    ) async throws -> [CallbackHealth]

    /// Forgets webhooks that were delivered before `end`; what failed stays for replay.
    /// - Parameters:
    ///   - end: those of that moment stay.
    ///   - limit: how many at most, so that writers wait for no more.
    /// - Returns: how many were forgotten.
    func forgetDelivered(before end: Timestamp, limit: Int) async throws -> Int

    /// Lets webhooks go to the tenant's closed addresses again.
    /// - Returns: how many were closed.
    func reopenCallbacks(of tenant: TenantID) async throws -> Int

    /// Gives the tenant another secret to sign by; until `end` the former one signs too.
    /// - Throws: `StoreError.notFound`.
    func changeWebhookSecret(
        of tenant: TenantID, to secret: String, formerUntil end: Timestamp
    ) async throws
}
