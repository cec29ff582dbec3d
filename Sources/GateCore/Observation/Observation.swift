/// Something that happened, with what is counted and timed of it. Every text in it comes
/// from the program or its configuration, so that the number of its values is bounded.
public enum Observation: Sendable {
    /// A stage, a rewriter or a result stage ran.
    case stage(StageRun, list: StageTally.Phase)
    /// An exchange ended.
    case exchange(Surface, Outcome, took: Duration)
    /// A task was taken, durably.
    case admitted(TaskID)
    /// The rules judged a text.
    case matched(RuleAction, took: Duration)
    /// Writes became durable together, or were undone together.
    case commit(writes: Int, kept: Bool, took: Duration)
    /// The rule files were read.
    case rulesRead(RulesReading, at: Timestamp)
    /// A job was sent to Discord.
    case dispatch(TriggerKind, DispatchEnding, took: Duration)
    /// A try at a webhook ended.
    case delivery(DeliveryEnding, took: Duration)
    /// The head of the audit log was signed, or could not be.
    case auditSigned(Bool, at: Timestamp)
    /// An HTTP request was answered. The route is its pattern, never its path.
    case request(method: String, route: String, status: Int, took: Duration)
}
