/// Keeps webhooks until they are delivered or given up. Returning means durable.
public protocol NoticeStore: Sendable {
    /// Webhooks that are due, oldest first: of each task only the first undelivered one,
    /// so that a task's webhooks arrive in order. Of a receiver those that are due the longest,
    /// and of a tenant the oldest of these, as far as the query takes any.
    func dueNotices(_ query: DueQuery) async throws -> [PendingNotice]

    /// When the next undelivered webhook is due; nil when there is none.
    func nextNoticeDue() async throws -> Timestamp?

    /// It arrived.
    func noticeDelivered(_ id: NoticeID, at now: Timestamp) async throws

    /// It did not arrive; it is tried again at `next`.
    func noticeDeferred(
        _ id: NoticeID, until next: Timestamp, at now: Timestamp, error: String
    ) async throws

    /// It is not tried any more; it is kept, with the reason.
    func noticeFailed(_ id: NoticeID, at now: Timestamp, error: String) async throws

    /// Its receiver wants no webhooks any more (410): it fails, and so does every other one
    /// of its tenant to that address, those to come included, until the address is opened
    /// again (`DeliveryStore.reopenCallbacks`).
    func noticeRefused(_ id: NoticeID, at now: Timestamp, error: String) async throws
}

extension NoticeStore {
    /// Whosever they are.
    public func dueNotices(at now: Timestamp, limit: Int) async throws -> [PendingNotice] {
        try await dueNotices(DueQuery(at: now, limit: limit))
    }
}
