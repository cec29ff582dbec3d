/// What a result stage knows besides the result.
public struct ResultExchange: Sendable {
    /// The task that the result is of, as it was before.
    public let task: TaskRecord
    /// The one revision that this result is judged by.
    public let rules: any RuleSet

    /// Describes one; see the properties.
    public init(task: TaskRecord, rules: any RuleSet) {
        self.task = task
        self.rules = rules
    }
}
