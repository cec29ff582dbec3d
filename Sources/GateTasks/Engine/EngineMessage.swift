import GateCore

/// What reaches the engine. One consumer takes them in order, so no two changes of a
/// task ever race.
enum EngineMessage: Sendable {
    /// A task was made durable.
    case admitted(TaskRecord)
    case signal(TaskSignal)
    /// The result stages are done with a result.
    case worked(TaskID, TaskResult)
    /// An attempt wants to begin; the answer is the task to send, or nil when it is not
    /// wanted any more.
    case attempt(TaskID, CheckedContinuation<TaskRecord?, Never>)
    /// An attempt under that nonce ended well, or the channel shows that one did.
    case taken(TaskID, nonce: String)
    /// No attempt is made any more under that nonce.
    case gaveUp(TaskID, TaskFailure, nonce: String)
    /// The account may not send any more, and Discord did not take the job.
    case refused(TaskID, TaskFailure, nonce: String)
    /// What the channel shows, for a task of which it is not known whether it was taken; the
    /// answer is whether it must not be sent again.
    case sighted([TaskSignal], TaskID, nonce: String, CheckedContinuation<Bool, Never>)
    /// A tenant's wish; the answer is the task afterwards, or nil when it is not open.
    case wish(TaskID, TaskEvent, CheckedContinuation<TaskRecord?, Never>)
    /// Deadlines may have come, or sending may have become possible.
    case tick
}
