/// Writes the webhooks that tell a tenant of a change.
public protocol NoticeWriter: Sendable {
    /// The webhook for `event`, which made `task` what it is; nil when the tenant is not
    /// told of such an event, or has no address to tell it to.
    func notice(for task: TaskRecord, after event: TaskEvent, tenant: Tenant) -> Notice?

    /// The webhook that tells how `suggestion` ended; nil when the tenant has no address.
    func notice(for suggestion: Suggestion, tenant: Tenant) -> Notice?
}

extension NoticeWriter {
    /// Tells nothing.
    public func notice(for suggestion: Suggestion, tenant: Tenant) -> Notice? { nil }
}
