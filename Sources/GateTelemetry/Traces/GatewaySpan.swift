import GateCore
import Synchronization
import Tracing

/// A span under way. Without a queue nothing of it is kept but its place in the trace.
public final class GatewaySpan: Tracing.Span {
    private struct State {
        var name: String
        var attributes: SpanAttributes = [:]
        var isError = false
        var hasEnded = false
    }

    public let context: ServiceContext
    private let place: TraceParent
    private let parent: UInt64?
    private let kind: SpanKind
    private let start: UInt64
    private let queue: SpanQueue?
    private let state: Mutex<State>

    init(
        _ name: String, _ place: TraceParent, in context: ServiceContext, parent: UInt64?,
        kind: SpanKind, start: UInt64, queue: SpanQueue?
    ) {
        var context = context
        context.traceParent = place
        self.context = context
        self.place = place
        self.parent = parent
        self.kind = kind
        self.start = start
        self.queue = queue
        state = Mutex(State(name: name))
    }

    public var isRecording: Bool { queue != nil && !state.withLock { $0.hasEnded } }

    public var operationName: String {
        get { state.withLock { $0.name } }
        set { state.withLock { $0.name = newValue } }
    }

    public var attributes: SpanAttributes {
        get { state.withLock { $0.attributes } }
        set { if queue != nil { state.withLock { $0.attributes = newValue } } }
    }

    public func setStatus(_ status: SpanStatus) {
        state.withLock { $0.isError = status.code == .error }
    }

    /// Not kept: what errors say may quote a request.
    public func recordError<Instant: TracerInstant>(
        _ error: any Error, attributes: SpanAttributes, at instant: @autoclosure () -> Instant
    ) {
        state.withLock { $0.isError = true }
    }

    public func addEvent(_ event: SpanEvent) {}
    public func addLink(_ link: SpanLink) {}

    public func end<Instant: TracerInstant>(at instant: @autoclosure () -> Instant) {
        guard let queue else { return }
        let last: State? = state.withLock { state in
            guard !state.hasEnded else { return nil }
            state.hasEnded = true
            return state
        }
        guard let last else { return }
        queue.add(
            FinishedSpan(
                place: place, parent: parent, name: last.name, kind: kind, start: start,
                end: instant().nanosecondsSinceEpoch, attributes: last.attributes.values,
                isError: last.isError))
    }
}

extension SpanAttributes {
    /// The values that JSON has.
    fileprivate var values: [String: JSONValue] {
        var values: [String: JSONValue] = [:]
        forEach { key, value in
            switch value {
            case .int32(let number): values[key] = .int(Int64(number))
            case .int64(let number): values[key] = .int(number)
            case .double(let number): values[key] = .double(number)
            case .bool(let flag): values[key] = .bool(flag)
            case .string(let text): values[key] = .string(text)
            case .stringConvertible(let value): values[key] = .string(value.description)
            default: break
            }
        }
        return values
    }
}
