import GateCore
import Synchronization
import Tracing

/// Remembers the trace that a task came with, for what is done about it later. In memory and
/// bounded: after a restart, or among very many tasks, a later step begins a trace of its own.
public final class TraceBook: Sendable {
    private static let room = 10_000

    private let state = Mutex<(places: [TaskID: TraceParent], order: [TaskID])>(([:], []))

    public init() {}

    func note(_ place: TraceParent, of task: TaskID) {
        state.withLock { state in
            if state.places.updateValue(place, forKey: task) == nil { state.order.append(task) }
            // Half of them at once, so that forgetting is cheap.
            guard state.order.count > Self.room else { return }
            for old in state.order.prefix(Self.room / 2) { state.places[old] = nil }
            state.order.removeFirst(Self.room / 2)
        }
    }

    func place(of task: TaskID) -> TraceParent? { state.withLock { $0.places[task] } }

    /// Where the running Swift task stands: in a request, or at work for one that is over.
    var current: TraceParent? {
        ServiceContext.current?.traceParent ?? CurrentTask.id.flatMap(place)
    }
}
