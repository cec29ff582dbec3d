import GateCore
import Tracing

/// Makes spans of what happens in the gateway: a stage, an attempt at sending.
public struct TracingObserver: Observer {
    private let tracer: GatewayTracer
    private let book: TraceBook

    /// - Parameters:
    ///   - tracer: keeps the spans.
    ///   - book: remembers the traces of tasks.
    public init(_ tracer: GatewayTracer, _ book: TraceBook) {
        self.tracer = tracer
        self.book = book
    }

    public func note(_ observation: Observation) {
        switch observation {
        case .admitted(let task):
            if let place = ServiceContext.current?.traceParent { book.note(place, of: task) }
        case .stage(let run, let list):
            guard tracer.isRecording, let parent = book.current else { return }
            tracer.keep(
                "stage \(run.stage)", after: parent, took: .microseconds(run.microseconds),
                attributes: [
                    "promptgate.list": .string(list.rawValue),
                    "promptgate.verdict": .string(run.verdict),
                    "promptgate.mode": .string(run.mode.rawValue),
                ], isError: ["error", "timeout", "unreachable"].contains(run.verdict))
        case .dispatch(let kind, let ending, let took):
            guard tracer.isRecording else { return }
            tracer.keep(
                "dispatch \(kind.rawValue)", after: book.current, kind: .client, took: took,
                attributes: ["promptgate.status": .string(ending.rawValue)],
                isError: ending != .taken)
        default: break
        }
    }
}
