/// A tenant's call for a task, checked in shape.
public struct TriggerOrder: Hashable, Sendable {
    public let job: Job
    /// What the tenant wants to call it; nil for a fresh id.
    public let triggerID: String?

    /// - Parameters:
    ///   - job: what is asked for.
    ///   - triggerID: what the tenant wants to call it.
    public init(_ job: Job, triggerID: String? = nil) {
        self.job = job
        self.triggerID = triggerID
    }
}
