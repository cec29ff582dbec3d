import GateCore

/// Results that several tasks with one prompt could own, until something tells.
///
/// The image bot deletes a task's progress message right after it posted the result. So
/// when a progress message goes and exactly one unclaimed result could be its task's, it
/// is. Where two could be, neither is taken: pictures never swap owners.
struct UnclaimedResults: Sendable {
    /// Older ones than this many are beyond telling.
    private static let most = 16

    private var results: [TaskSignal] = []
    private let correlator = Correlator()

    /// Remembers a result that could be several tasks'; other signals are let go.
    mutating func keep(_ signal: TaskSignal) {
        guard case .finished = signal.kind, !results.contains(signal) else { return }
        results.append(signal)
        if results.count > Self.most { results.removeFirst() }
    }

    /// The one result that could be `task`'s; nil when there is none, or more than one.
    mutating func claim(for task: TaskRecord) -> TaskSignal? {
        let places = results.indices.filter { place in
            (results[place].account.map { $0 == task.sender } ?? true)
                && correlator.match(results[place].keys, among: [task]) == .likely(task.id)
        }
        return places.count == 1 ? results.remove(at: places[0]) : nil
    }
}
