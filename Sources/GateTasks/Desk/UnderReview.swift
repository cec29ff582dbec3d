import GateCore
import Synchronization

/// The held tasks that are being decided about at this moment.
final class UnderReview: Sendable {
    private let tasks = Mutex<Set<TaskID>>([])

    /// - Returns: whether nobody else decides about it.
    func begin(_ id: TaskID) -> Bool { tasks.withLock { $0.insert(id).inserted } }

    /// The decision is made.
    func end(_ id: TaskID) { tasks.withLock { _ = $0.remove(id) } }
}
