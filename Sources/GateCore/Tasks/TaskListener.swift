/// One wait for a task's changes. Its place is free again once nobody holds it.
public final class TaskListener: Sendable {
    /// Something changed, or may have; ends when the gateway stops. Changes that nobody
    /// took yet count as one. For one reader, once.
    public let changes: AsyncStream<Void>
    private let bell: AsyncStream<Void>.Continuation
    private let leave: @Sendable () -> Void

    init(
        changes: AsyncStream<Void>, bell: AsyncStream<Void>.Continuation,
        leave: @escaping @Sendable () -> Void
    ) {
        self.changes = changes
        self.bell = bell
        self.leave = leave
    }

    deinit {
        bell.finish()
        leave()
    }

    /// Rings although nothing changed, as for a sign of life.
    public func ring() { bell.yield() }
}
