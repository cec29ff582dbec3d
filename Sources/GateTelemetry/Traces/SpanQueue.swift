import Synchronization

/// Spans that wait to be exported: a bounded number, because a collector that is away must
/// cost the gateway nothing but its traces.
public final class SpanQueue: Sendable {
    /// More spans than these are dropped, and counted.
    static let room = 8192

    private let state = Mutex<(spans: [FinishedSpan], dropped: Int)>(([], 0))

    public init() {}

    /// How many spans were dropped since the process began.
    public var dropped: Int { state.withLock { $0.dropped } }

    func add(_ span: FinishedSpan) {
        state.withLock { state in
            if state.spans.count < Self.room {
                state.spans.append(span)
            } else {
                state.dropped += 1
            }
        }
    }

    /// Takes the oldest ones out.
    func take(_ most: Int) -> [FinishedSpan] {
        state.withLock { state in
            let taken = Array(state.spans.prefix(most))
            state.spans.removeFirst(taken.count)
            return taken
        }
    }

    /// Counts spans that no collector took.
    func drop(_ count: Int) { state.withLock { $0.dropped += count } }
}
