/// A task that was taken.
public struct Acceptance: Hashable, Sendable {
    public let task: TaskRecord
    /// How many tasks must end before it can start; 0 once it has.
    public let position: Int

    /// - Parameters:
    ///   - task: the task, durable.
    ///   - position: how many tasks must end before it can start.
    public init(_ task: TaskRecord, position: Int) {
        self.task = task
        self.position = position
    }
}
