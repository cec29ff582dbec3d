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
    /// An attempt ended well, or the channel shows that one did.
    case taken(TaskID)
    /// No attempt is made any more.
    case gaveUp(TaskID, TaskFailure)
    /// A tenant's wish; the answer is the task afterwards, or nil when it is not open.
    case wish(TaskID, TaskEvent, CheckedContinuation<TaskRecord?, Never>)
    /// Deadlines may have come, or sending may have become possible.
    case tick
}
