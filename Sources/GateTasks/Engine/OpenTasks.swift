import GateCore

/// The tasks that have not ended, in the order they were admitted.
///
/// Those that have begun are kept apart: every message of Discord's is about one of them, and
/// to look through thousands that wait for it was a tenth of what the gateway did.
struct OpenTasks {
    private var tasks: [TaskID: TaskRecord] = [:]
    private(set) var order: [TaskID] = []
    /// Those that are not queued any more, in the same order.
    private(set) var begun: [TaskID] = []

    var isEmpty: Bool { order.isEmpty }

    /// In no order.
    var values: some Collection<TaskRecord> { tasks.values }

    subscript(id: TaskID) -> TaskRecord? { tasks[id] }

    /// Adds a task behind the others; one that waited for a human where its age puts it, as
    /// after a restart.
    mutating func insert(_ task: TaskRecord) {
        let place = task.hold.flatMap { _ in
            order.firstIndex { (tasks[$0]?.createdAt ?? task.createdAt) > task.createdAt }
        }
        order.insert(task.id, at: place ?? order.endIndex)
        replace(task)
    }

    /// Puts the next version of a task in its place.
    mutating func replace(_ task: TaskRecord) {
        tasks[task.id] = task
        mark(task.id, asBegun: task.status != .queued)
    }

    mutating func remove(_ id: TaskID) {
        mark(id, asBegun: false)
        tasks[id] = nil
        order.removeAll { $0 == id }
    }

    private mutating func mark(_ id: TaskID, asBegun hasBegun: Bool) {
        guard begun.contains(id) != hasBegun else { return }
        let marked = hasBegun ? Set(begun).union([id]) : Set(begun).subtracting([id])
        begun = order.filter(marked.contains)
    }
}
