/// Where a task stands: `held → queued → dispatching → submitted → running → finished |
/// failed | banned | timed_out | cancelled`.
public enum TaskStatus: String, Sendable, Codable, CaseIterable {
    case held, queued, dispatching, submitted, running
    case finished, failed, banned, cancelled
    case timedOut = "timed_out"

    /// Whether nothing can happen to the task any more.
    public var isTerminal: Bool {
        switch self {
        case .held, .queued, .dispatching, .submitted, .running: false
        case .finished, .failed, .banned, .cancelled, .timedOut: true
        }
    }

    /// Whether Discord may be working on it.
    public var isActive: Bool {
        switch self {
        case .dispatching, .submitted, .running: true
        default: false
        }
    }
}
