/// A tenant's call for a task, checked in shape.
public struct TriggerOrder: Hashable, Sendable {
    public var job: Job
    /// What the tenant wants to call it; nil for a fresh id.
    public let triggerID: String?
    /// What is judged: the text as sent, so that spans count in what the tenant wrote.
    /// It may differ from the job's prompt, which is the text without a leading address.
    public let text: String
    /// Where the webhooks of this task go, where that is not the tenant's own address.
    public var callbackURL: String?
    /// The accounts that may do it; any when nil.
    public var accounts: [AccountID]?

    /// - Parameters:
    ///   - job: what is asked for.
    ///   - triggerID: what the tenant wants to call it.
    ///   - text: what is judged; the job's prompt when nil.
    public init(_ job: Job, triggerID: String? = nil, text: String? = nil) {
        self.job = job
        self.triggerID = triggerID
        self.text = text ?? job.prompt ?? ""
    }
}
