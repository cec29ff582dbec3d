import GateCore

/// What a caller waits for with a task.
enum WaitGoal: String, CaseIterable {
    /// Another status than the one it knows.
    case change
    /// Its end.
    case end

    /// Whether there is nothing left to wait for: a task that has ended changes no more.
    func isReached(by status: TaskStatus, from known: TaskStatus) -> Bool {
        status.isTerminal || (self == .change && status != known)
    }
}
