/// A task that was taken.
public struct Acceptance: Hashable, Sendable {
    public let task: TaskRecord
    /// How many tasks are to be started before it.
    public let position: Int

    /// - Parameters:
    ///   - task: the task, durable.
    ///   - position: how many tasks are to be started before it.
    public init(_ task: TaskRecord, position: Int) {
        self.task = task
        self.position = position
    }
}
