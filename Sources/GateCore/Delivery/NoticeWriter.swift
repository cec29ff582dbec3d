/// Writes the webhook that tells a tenant of a task's change.
public protocol NoticeWriter: Sendable {
    /// The webhook for `event`, which made `task` what it is; nil when the tenant is not
    /// told of such an event, or has no address to tell it to.
    func notice(for task: TaskRecord, after event: TaskEvent, tenant: Tenant) -> Notice?
}
