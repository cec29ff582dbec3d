import GateCore
import Logging
import Tracing

/// What every log line of a task tells besides its own words.
public enum LogFacts {
    /// Names the trace.
    static let traceKey = "trace_id"
    /// Names the exchange, as its audit record does.
    static let decisionKey = "decision_id"
    /// The facts that stand beside the message in JSON.
    static let keys = [traceKey, decisionKey]

    /// Reads them from the running task.
    public static let provider = Logger.MetadataProvider {
        var facts: Logger.Metadata = [:]
        if let place = ServiceContext.current?.traceParent { facts[traceKey] = "\(place.traceID)" }
        if let id = CurrentDecision.id { facts[decisionKey] = "\(id)" }
        return facts
    }
}
