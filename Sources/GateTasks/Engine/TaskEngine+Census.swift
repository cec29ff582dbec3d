import GateCore

extension TaskEngine {
    /// The open tasks, counted by their status.
    public var census: [TaskStatus: Int] {
        open.values.reduce(into: [:]) { $0[$1.status, default: 0] += 1 }
    }
}
